// The citizen's form: conditions, progress, a fresh key. Stands inside the page; whatever fails leaves a plain form.
(function () {
  var d = document, f = d.getElementById("f");
  if (!f || !window.JSON || !d.querySelectorAll || !d.addEventListener) return;
  try {
    var words = JSON.parse(f.getAttribute("data-t")), path = f.getAttribute("action"), boxes = list("fieldset"), named = Object.create(null), parts = [];
    // Looked up once: with hundreds of items a search of the page at every key would be felt.
    list("[name]").forEach(function (e) { (named[e.name] = named[e.name] || []).push(e); });
    boxes.forEach(function (b) {
      if (parts.indexOf(b.parentNode) < 0) parts.push(b.parentNode);
      b.n = list("i", b);
      b.a = (b.querySelector("[name]") || {}).name;
    });
    boxes.concat(parts).forEach(function (e) { e.c = JSON.parse(e.getAttribute("data-if")); });

    function list(q, at) { return Array.prototype.slice.call((at || f).querySelectorAll(q)); }
    function byId(id) { return d.getElementById(id); }
    function fill(text, a, b) { return text.replace("{0}", a).replace("{1}", b); }
    function isChoice(e) { return e.type === "radio" || e.type === "checkbox"; }
    function fields(name) { return named[name] || []; }
    function put(e, text) { if (e.textContent !== "" + text) e.textContent = text; }
    function key() { return f.querySelector("[name=key]"); }

    // What is answered now; a hidden item counts as unanswered.
    function values(name) {
      return fields(name).filter(function (e) {
        return !e.parentNode.closest || !e.closest("fieldset[disabled]");
      }).filter(function (e) { return isChoice(e) ? e.checked : e.value.trim(); }).map(function (e) { return e.value; });
    }
    function number(name) { return parseFloat((values(name)[0] || "").replace(",", ".")); }
    function holds(c) {
      var rest = c.slice(1);
      switch (c[0]) {
        case "=": return values(c[1]).some(function (v) { return c.indexOf(v, 2) > 1; });
        case ">": return number(c[1]) >= c[2];
        case "<": return number(c[1]) <= c[2];
        case "?": return !!values(c[1]).length === !!c[2];
        case "&": return rest.every(holds);
        case "|": return rest.some(holds);
        case "!": return !holds(c[1]);
      }
      return true;
    }
    function asked(e) { return !e.c || holds(e.c); }
    function refresh() {
      var done = 0, shown = boxes.filter(function (b) {
        var s = b.parentNode;
        s.hidden = !asked(s);
        b.disabled = b.hidden = s.hidden || !asked(b);
        return !b.hidden;
      });
      shown.forEach(function (b, n) {
        put(b.n[0], n + 1);
        put(b.n[1], shown.length);
        if (b.a && values(b.a).length) done++;
      });
      var bar = f.querySelector("progress");
      if (bar) { bar.hidden = false; bar.max = shown.length; bar.value = done; }
      put(byId("n"), fill(words[0], done, shown.length));
    }
    f.addEventListener("change", function (e) {
      var t = e.target;
      if (t.type === "checkbox" && t.checked) {
        fields(t.name).forEach(function (o) {
          if (o !== t && (t.hasAttribute("data-x") || o.hasAttribute("data-x"))) o.checked = false;
        });
      }
      refresh();
    });
    f.addEventListener("input", refresh);

    // The day stays the server's; the rest is drawn here, so that a page kept anywhere still sends a key of its own.
    function freshKey() {
      var c = window.crypto, k = key(), a = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", s, i, b;
      if (!c || !c.getRandomValues || f.hasAttribute("data-k")) return;
      b = c.getRandomValues(new Uint8Array(21));
      for (s = k.value.slice(0, 3), i = 0; i < 21; i++) s += a.charAt(b[i] & 63);
      k.value = s;
    }

    //keep
    d.addEventListener("DOMContentLoaded", function () {
      try { freshKey(); refresh(); start(); } catch (e) { d.documentElement.className = ""; }
    });
    window.addEventListener("pageshow", function (e) { if (e.persisted) location.reload(); });
    d.documentElement.className = "js";
  } catch (e) { d.documentElement.className = ""; }
})();
