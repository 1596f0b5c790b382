// A large download tells how far it is. Without a script the link downloads all the same.
(() => {
  "use strict";
  const number = new Intl.NumberFormat(document.documentElement.lang || "vi");
  const fill = (words, written, total) => words.replace("{0}", number.format(written)).replace("{1}", number.format(total));

  document.querySelectorAll("a[data-progress]").forEach((link) => {
    const plain = link.href;
    link.addEventListener("click", () => {
      const id = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
      link.href = plain + "&progress=" + id;
      setTimeout(() => { link.href = plain; });
      watch(link, id);
    });
  });

  function watch(link, id) {
    link.parentElement.querySelector(".download-progress")?.remove();
    const box = document.createElement("span");
    box.className = "download-progress";
    const bar = document.createElement("progress");
    const words = document.createElement("span");
    words.setAttribute("role", "status");
    words.textContent = link.dataset.begun;
    bar.setAttribute("aria-label", link.textContent);
    box.append(bar, " ", words);
    link.parentElement.append(box);
    ask(link, id, bar, words, 0);
  }

  // The bar stays indefinite until the server has counted, and where another server answers than the one that writes.
  async function ask(link, id, bar, words, missed) {
    let state = null;
    try {
      const answer = await fetch(link.dataset.progress + "?id=" + id, { headers: { Accept: "application/json" } });
      state = answer.ok ? await answer.json() : null;
    } catch {
      state = null;
    }

    if (state?.total > 0) {
      bar.max = state.total;
      bar.value = state.written;
      words.textContent = fill(state.done ? link.dataset.done : link.dataset.words, state.written, state.total);
    }

    const next = state?.total > 0 ? 0 : missed + 1;
    if (!state?.done && next < 120) setTimeout(() => ask(link, id, bar, words, next), 1000);
  }
})();
