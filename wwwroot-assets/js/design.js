// The designer without reloading: forms are sent in the background and what changed is put in its place; what is typed
// is kept about a second after the last key. Every form and link works without this script as well.
(() => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const page = $("designer");
  if (!page || !window.fetch || !window.DOMParser) return;
  const words = page.dataset;
  const parts = ["dbar", "told", "outline", "paper", "properties"];
  const narrow = window.matchMedia("(max-width: 61.99rem)");
  let queue = Promise.resolve();
  let timer = 0;
  let retry = 0;
  let waiting = 0;
  let revised = 0;
  let stopped = false;

  const fields = (root) => [...root.querySelectorAll("input, select, textarea")].filter((f) => f.type !== "hidden" && f.type !== "submit");
  const isChanged = (f) => f.type === "checkbox" || f.type === "radio" ? f.checked !== f.defaultChecked
    : f.localName === "select" ? [...f.options].some((o, i) => o.selected !== (o.defaultSelected || (i === 0 && ![...f.options].some((x) => x.defaultSelected))))
    : f.value !== f.defaultValue;
  const isHeld = (f) => "hold" in f.dataset || ("new" in f.dataset && (f === document.activeElement || f.closest(".fresh")?.contains(document.activeElement)));
  const form = () => $("props");
  const isDirty = () => !!form() && fields(form()).some((f) => isChanged(f) && !isHeld(f));
  const say = (text, kind) => { const s = $("status"); if (s) { s.textContent = text; s.className = kind || ""; } };

  // What the form says; what is still being thought about stays out.
  const bodyOf = (f, button, all) => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(f)) {
      const field = f.elements.namedItem(name);
      if (all || !(field instanceof Element) || !isHeld(field)) body.append(name, typeof value === "string" ? value : "");
    }
    if (button?.name) body.set(button.name, button.value);
    return body;
  };

  const said = (body) => { const b = new URLSearchParams(body); b.delete("Revision"); b.delete("__RequestVerificationToken"); return b.toString(); };

  // A place in the page by which the same field or button is found again after an exchange.
  const nameOf = (e) => !e || e === document.body ? null
    : e.id ? "#" + CSS.escape(e.id)
    : e.name ? `${e.localName}[name="${CSS.escape(e.name)}"]${e.value && (e.localName === "button" || e.type === "checkbox") ? `[value="${CSS.escape(e.value)}"]` : ""}`
    : e.localName === "a" && e.hasAttribute("href") ? `a[href="${CSS.escape(e.getAttribute("href"))}"]` : null;

  // What stayed the same stays in the page: drawing 200 items anew at each step would be felt, and a reader of the screen
  // only hears a change in a place that it already knows. Forms are small and start afresh.
  const keyOf = (n) => n.nodeType !== 1 ? null : n.id || n.dataset.item || n.dataset.section || n.querySelector(":scope > a")?.getAttribute("href") || null;
  const isAlike = (a, b) => a.nodeName === b.nodeName && a.nodeName !== "FORM" && (a.nodeType !== 1 || (a.getAttribute("class") || "").split(" ")[0] === (b.getAttribute("class") || "").split(" ")[0]);
  const graft = (old, next) => {
    if (old.isEqualNode(next)) return;
    if (old.nodeType !== 1) { old.nodeValue = next.nodeValue; return; }
    for (const a of [...old.attributes]) if (!next.hasAttribute(a.name)) old.removeAttribute(a.name);
    for (const a of next.attributes) if (old.getAttribute(a.name) !== a.value) old.setAttribute(a.name, a.value);
    const had = new Map([...old.childNodes].map((c) => [keyOf(c), c]).filter(([key]) => key));
    let at = old.firstChild;
    for (const child of [...next.childNodes]) {
      const key = keyOf(child);
      const mine = key ? had.get(key) : at && !keyOf(at) ? at : null;
      if (!mine || !isAlike(mine, child)) { old.insertBefore(child, at); continue; }
      had.delete(key);
      if (mine === at) at = at.nextSibling; else old.insertBefore(mine, at);
      graft(mine, child);
    }
    while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
  };

  const exchange = (fresh, id, keepTyped, sent) => {
    const [old, next] = [$(id), fresh.getElementById(id)];
    if (!old || !next || old.isEqualNode(next)) return;
    const typed = keepTyped ? fields(old).filter((f) => f.id && isChanged(f) && !(sent && f.form?.id === sent) && !("new" in f.dataset && !isHeld(f))).map((f) => [f.id, f.type === "checkbox" ? f.checked : f.value, f.type === "checkbox"]) : [];
    const open = [...old.querySelectorAll("details[open][id], iframe[id]")].map((d) => d.id);
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    const [place, from, to] = [nameOf(active), active?.selectionStart, active?.selectionEnd];
    const top = old.scrollTop;
    const frame = old.querySelector("iframe");
    const same = frame && next.querySelector("iframe")?.getAttribute("src") === frame.getAttribute("src") ? frame : null;
    if (same) {
      // A frame that is moved in the page loads anew: the old one stays where it is and the rest is exchanged around it.
      for (const child of [...old.children]) if (!child.contains(same)) child.remove();
      const holder = same.closest(".frame");
      const after = [...next.children];
      const at = after.findIndex((c) => c.querySelector?.("iframe"));
      after.slice(0, at).forEach((c) => holder.before(c));
      after.slice(at + 1).reverse().forEach((c) => holder.after(c));
    } else if (id === "properties") {
      old.replaceWith(next);
    } else {
      graft(old, next);
    }
    const now = $(id);
    now.scrollTop = top;
    for (const d of open) if ($(d)?.localName === "details") $(d).open = true;
    for (const [field, value, box] of typed) if ($(field)) { if (box) $(field).checked = value; else $(field).value = value; }
    if (active) {
      const again = place && now.querySelector(place);
      again?.focus({ preventScroll: true });
      try { if (again && from != null) again.setSelectionRange(from, to); } catch { /* a field without a caret */ }
    }
  };

  // The page that came back takes the place of this one, as far as it differs.
  const show = (html, { quiet, select, sent }) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    if (!fresh.getElementById("designer")) return false;
    document.title = fresh.title;
    const heading = document.querySelector(".dhead h1");
    if (heading) heading.textContent = fresh.querySelector(".dhead h1").textContent;
    const bad = fresh.getElementById("problems") || fresh.getElementById("conflict");
    stopped = !!fresh.getElementById("conflict");
    const revision = fresh.querySelector("#dbar input[name=Revision]")?.value;
    // While one types, the form stays as it is; only its revision moves on. What was refused is told above it.
    const keepForm = quiet && form() && fresh.getElementById("props")?.getAttribute("action") === form().getAttribute("action") && !stopped
      && !fields(form()).some((f) => "new" in f.dataset && isChanged(f) && !isHeld(f));
    for (const id of parts) if (id !== "properties" || !keepForm) exchange(fresh, id, id !== "properties" || quiet, quiet ? "" : sent);
    if (keepForm) keep(fresh);
    if (revision && !stopped) document.querySelectorAll("input[name=Revision]").forEach((r) => { r.value = revision; });
    $("told").querySelector("[role]")?.scrollIntoView?.({ block: "nearest" });
    if (bad) say(stopped ? words.clash : words.refused, "stuck");
    if (select) follow();
    // What one stood on is gone, as after a deletion: go on from the list's place.
    if (select && (!document.activeElement || document.activeElement === document.body)) $("outline").querySelector("a[aria-current]")?.focus({ preventScroll: true });
    frames();
    codes();
    return true;
  };

  const keep = (fresh) => {
    $("problems")?.remove();
    const problems = fresh.getElementById("problems");
    if (problems) { form().querySelector(".phead").after(problems); return; }
    // What is kept now is what the fields compare themselves with.
    for (const f of fields(fresh.getElementById("props"))) {
      const mine = f.id && $(f.id);
      if (!mine) continue;
      if (f.type === "checkbox") mine.defaultChecked = f.defaultChecked;
      else if (f.localName !== "select") mine.defaultValue = f.defaultValue;
      else [...mine.options].forEach((o, i) => { o.defaultSelected = !!f.options[i]?.defaultSelected; });
    }
    const sum = fresh.getElementById("sum");
    if (sum && $("sum")) { $("sum").textContent = sum.textContent; $("sum").className = sum.className; }
  };

  // The selected block comes into sight in the paper and the list.
  const follow = () => {
    for (const id of ["paper", "outline"]) {
      const [panel, on] = [$(id), $(id).querySelector(".block.on, a[aria-current]")];
      if (!on || narrow.matches) continue;
      const [p, o] = [panel.getBoundingClientRect(), on.getBoundingClientRect()];
      if (o.top < p.top + 20 || o.bottom > p.bottom - 20) panel.scrollTop += o.top - p.top - Math.max(20, (p.height - o.height) / 3);
    }
    if (!narrow.matches) $("properties").scrollTop = 0;
  };

  // What a new code is, is asked once there is one.
  const codes = () => document.querySelectorAll("#props .became").forEach((choice) => {
    choice.hidden = $(choice.dataset.of).value.trim() === choice.dataset.was;
    if (choice.hidden) choice.querySelector("select").value = "";
  });

  const frames = () => { const f = $("live"); if (f && revised !== f.shown) { if (f.shown) f.contentWindow.location.reload(); f.shown = revised; } };

  const load = async (address, options, how) => {
    const answer = await fetch(address, { credentials: "same-origin", ...options });
    const html = await answer.text();
    if (!show(html, how)) throw new Error(answer.url.includes("/sign-in") ? "out" : "lost");
    if (answer.redirected || !options) history.replaceState(null, "", answer.url.split("#")[0] + location.hash);
  };

  const queued = (work) => { waiting++; queue = queue.then(work).finally(() => { waiting--; }); return queue; };

  const send = (f, button, how) => queued(async () => {
    const target = f.isConnected ? f : $(f.id);
    if (!target) return;
    say(words.busy, "busy");
    try {
      const address = button?.getAttribute("formaction") || target.getAttribute("action");
      revised++;
      const body = bodyOf(target, button, !how.quiet);
      await load(address, { method: "POST", body }, { ...how, sent: target.id });
      retry = 0;
      // What was typed while the answer was on its way is sent, too; a space at the end alone is no news.
      if (how.quiet && isDirty() && !stopped && !$("problems") && said(bodyOf(form(), null, false)) !== said(body)) later(400);
    } catch (error) {
      say(error.message === "out" ? words.out : words.lost, "stuck");
      if (how.quiet || f.id === "props") later(Math.min(30000, 2000 * 2 ** retry++));
    }
  });

  const save = () => { clearTimeout(timer); timer = 0; if (form() && isDirty() && !stopped) return send(form(), null, { quiet: true }); return queue; };
  const later = (ms) => { clearTimeout(timer); timer = setTimeout(save, ms); };

  document.addEventListener("input", (e) => {
    if (e.target.closest(".recode")) codes();
    if (e.target.form !== form() || isHeld(e.target) || "now" in e.target.dataset) return;
    if ("new" in e.target.dataset) return;
    say(words.busy, "busy");
    later(900);
  });
  document.addEventListener("change", (e) => {
    if (e.target.form !== form() || "hold" in e.target.dataset || stopped) return;
    if ("now" in e.target.dataset) { clearTimeout(timer); send(form(), null, { quiet: false }); }
  });
  // What is added is kept when one leaves its row.
  document.addEventListener("focusout", (e) => {
    const row = e.target.closest?.(".fresh");
    if (!row || row.contains(e.relatedTarget) || e.target.form !== form()) return;
    setTimeout(() => { if (row.isConnected && fields(row).some((f) => "new" in f.dataset && isChanged(f))) later(50); });
  });

  document.addEventListener("submit", (e) => {
    const f = e.target;
    if (e.defaultPrevented || !page.contains(f) || f.method !== "post") return;
    e.preventDefault();
    clearTimeout(timer);
    if (f !== form()) save();
    send(f, e.submitter, { quiet: false, select: f !== form() });
  });

  document.addEventListener("click", (e) => {
    const a = e.target.closest?.("a[href^='?']");
    if (!a || !page.contains(a) || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    e.preventDefault();
    save();
    const focus = nameOf(a);
    queued(async () => {
      try {
        await load(a.getAttribute("href"), null, { quiet: false, select: true });
        history.pushState(null, "", location.href);
        if (narrow.matches && !("look" in a.dataset)) location.hash = a.closest("#properties") ? "" : "properties";
        else if (focus && (document.activeElement === document.body || !document.activeElement)) page.querySelector(focus)?.focus({ preventScroll: true });
      } catch { location.href = a.href; }
    });
  });
  window.addEventListener("popstate", () => { if (!location.hash) queued(() => load(location.href, null, { quiet: false, select: true }).catch(() => location.reload())); });

  // A closed browser loses nothing that a request could still carry.
  window.addEventListener("pagehide", () => {
    if (form() && isDirty() && !stopped) fetch(form().action, { method: "POST", body: bodyOf(form(), null, true), keepalive: true, credentials: "same-origin" });
  });
  window.addEventListener("beforeunload", (e) => { if ((waiting > 0 || retry > 0) && isDirty()) e.preventDefault(); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });

  document.addEventListener("keydown", (e) => {
    const key = e.key.toLowerCase();
    const typing = e.target.closest?.("input:not([type=checkbox]), textarea");
    // Enter starts no new line: a text of a questionnaire is one line.
    if (e.key === "Enter" && e.target.localName === "textarea" && page.contains(e.target)) {
      e.preventDefault();
      if (e.target.form === form()) save(); else e.target.form.requestSubmit(e.target.form.querySelector("button"));
    } else if (e.altKey && !e.ctrlKey && (e.key === "ArrowUp" || e.key === "ArrowDown")) {
      const tool = document.querySelector(`#tools button[value=${e.key === "ArrowUp" ? "up" : "down"}]`);
      if (tool) { e.preventDefault(); tool.form.requestSubmit(tool); }
    } else if ((e.ctrlKey || e.metaKey) && !e.altKey && (key === "z" || key === "y") && !(typing && isChanged(typing))) {
      const step = $(key === "y" || e.shiftKey ? "redo" : "undo");
      if (step && !step.disabled) { e.preventDefault(); save(); step.form.requestSubmit(step); }
    }
  });

  // Dragging in the list posts the same form as the buttons.
  let dragged = null;
  const row = (e) => e.target.closest?.("#outline [data-item]");
  const clear = () => document.querySelectorAll(".over-after, .over-first").forEach((r) => r.classList.remove("over-after", "over-first"));
  document.addEventListener("dragstart", (e) => {
    dragged = row(e);
    if (!dragged) return;
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", dragged.dataset.item);
    dragged.classList.add("dragged");
  });
  document.addEventListener("dragover", (e) => {
    const over = dragged && (row(e) || e.target.closest?.("#outline .sec"));
    if (!over || over === dragged) return;
    e.preventDefault();
    clear();
    over.classList.add(over.dataset.item ? "over-after" : "over-first");
  });
  document.addEventListener("dragend", () => { dragged?.classList.remove("dragged"); dragged = null; clear(); });
  document.addEventListener("drop", (e) => {
    const over = dragged && (row(e) || e.target.closest?.("#outline .sec"));
    if (!over || over === dragged) return;
    e.preventDefault();
    move(dragged.dataset.item, over.closest(".sec").dataset.section, over.dataset.item || "");
  });
  const move = (item, to, after) => {
    const f = document.querySelector("#outline form").cloneNode(true);
    f.id = "";
    f.action = f.getAttribute("action").replace(/([?&]at=)[^&]*/, `$1item:${item}`);
    for (const [name, value] of [["do", "place"], ["to", to], ["after", after]]) {
      const field = document.createElement("input");
      [field.type, field.name, field.value] = ["hidden", name, value];
      f.append(field);
    }
    f.hidden = true;
    page.append(f);
    save();
    send(f, null, { quiet: false, select: true }).finally(() => f.remove());
  };

  frames();
  codes();
  follow();
})();
