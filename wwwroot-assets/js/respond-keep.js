// On a citizen's own phone: offer an unfinished sheet, send in the background, keep what is not sent yet.
var store = null, draft = "survey-draft:" + path, unsent = "survey-unsent:", halfHour = 18e5, frozen, timer, tries = 0;
try { store = window.localStorage; store.setItem("survey", 1); store.removeItem("survey"); } catch (e) { store = null; }

function load(k) { try { return JSON.parse(store.getItem(k)); } catch (e) { return null; } }
function save(k, v) { try { store.setItem(k, JSON.stringify(v)); } catch (e) { } }
function drop(k) { try { store.removeItem(k); } catch (e) { } }

function answers() {
  return list("[name]").filter(function (e) {
    return e.type !== "hidden" && e.value && (!isChoice(e) || e.checked);
  }).map(function (e) { return [e.name, e.value]; });
}
function note(text, buttons) {
  var box = d.createElement("div"), p = d.createElement("p");
  box.className = "note";
  box.setAttribute("role", "status");
  box.appendChild(p);
  f.insertBefore(box, f.querySelector("section"));
  p.textContent = text;
  (buttons || []).forEach(function (b, i) {
    var e = d.createElement("button");
    e.type = "button";
    e.textContent = b[0];
    if (i) e.className = "no";
    e.onclick = function () { box.parentNode.removeChild(box); b[1](); };
    box.appendChild(e);
  });
  return p;
}
function offer() {
  var kept = load(draft);
  if (!kept) return;
  if (!(Date.now() - kept.t < halfHour)) { drop(draft); return; }
  if (f.hasAttribute("data-k")) return;
  note(words[5], [[words[6], function () {
    kept.a.forEach(function (pair) {
      fields(pair[0]).forEach(function (e) {
        if (e.type === "hidden") return;
        if (!isChoice(e)) e.value = pair[1];
        else if (e.value === pair[1]) e.checked = true;
      });
    });
    refresh();
  }], [words[7], function () { drop(draft); }]]);
}
function keepDraft() {
  clearTimeout(timer);
  timer = setTimeout(function () {
    if (frozen) return;
    save(draft, { t: Date.now(), a: answers() });
    timer = setTimeout(function () { drop(draft); }, halfHour);
  }, 300);
}

function post(sheet, done) {
  fetch(sheet.u, {
    method: "POST", credentials: "omit", body: sheet.b,
    headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" }
  }).then(function (r) { return r.json(); }).then(done, function () { done({}); });
}
// Sheets of earlier visits that never arrived.
function sendEarlier() {
  Object.keys(store || {}).filter(function (k) { return !k.indexOf(unsent); }).forEach(function (k) {
    var sheet = load(k), p;
    if (!sheet) return;
    p = note(words[8]);
    (function again(wait) {
      post(sheet, function (r) {
        if (r.thanks) { drop(k); p.textContent = words[9]; }
        else if (!r.status || r.status === "busy") setTimeout(function () { again(Math.min(wait * 2, 6e4)); }, wait);
        else { p.parentNode.hidden = true; note(words[10], [[words[7], function () { drop(k); }]]); }
      });
    })(3000);
  });
}
function say(i) { byId("m").textContent = words[i]; }
function plain() {
  boxes.forEach(function (b) { b.disabled = b.hidden; });
  HTMLFormElement.prototype.submit.call(f);
}
function send() {
  clearTimeout(timer);
  say(1);
  post(frozen, function (r) {
    if (r.thanks) {
      drop(unsent + frozen.k);
      drop(draft);
      say(2);
      location.replace(r.thanks);
    } else if (r.status && r.status !== "busy") {
      // The server has something to say about it: let it show the page.
      drop(unsent + frozen.k);
      plain();
    } else {
      say(3);
      f.querySelector(".bar button").textContent = words[4];
      timer = setTimeout(send, Math.min(2000 * Math.pow(2, tries++), 6e4) * (0.7 + Math.random() * 0.6));
    }
  });
}
function start() {
  offer();
  if (!window.fetch) return;
  f.addEventListener("change", keepDraft);
  f.addEventListener("input", keepDraft);
  f.addEventListener("submit", function (e) {
    e.preventDefault();
    if (!frozen) {
      refresh();
      frozen = {
        u: path, k: key().value,
        b: list("[name]").filter(function (e) {
          return !e.closest("fieldset[disabled]") && (!isChoice(e) || e.checked);
        }).map(function (e) { return encodeURIComponent(e.name) + "=" + encodeURIComponent(e.value); }).join("&")
      };
      save(unsent + frozen.k, frozen);
      // The unsent sheet stands for it; a draft beside it could be sent as a second one.
      drop(draft);
      boxes.forEach(function (b) { b.disabled = true; });
    }
    send();
  });
  window.addEventListener("online", function () { if (frozen) send(); });
  sendEarlier();
}
