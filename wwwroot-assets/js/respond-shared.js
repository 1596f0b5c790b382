// On a device that many use nothing is kept; a sheet that someone left is cleared.
var idle;
function start() {
  ["change", "input", "touchstart"].forEach(function (kind) {
    f.addEventListener(kind, function () {
      clearTimeout(idle);
      idle = setTimeout(function () { location.replace(path); }, 18e4);
    });
  });
}
