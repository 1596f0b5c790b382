// Small kindnesses of the staff pages. Every page works without them.
(() => {
  "use strict";
  const each = (selector, action) => document.querySelectorAll(selector).forEach(action);

  // Ask in words before a step that takes something away from others.
  document.addEventListener("submit", (event) => {
    const words = event.submitter?.dataset.ask ?? event.target.dataset.ask;
    if (words && !window.confirm(words)) event.preventDefault();
  });

  // A list that filters as soon as a choice is made; without script its button does.
  each("form[data-auto] select", (select) => select.addEventListener("change", () => select.form.requestSubmit()));

  // Tick or untick all boxes of a group, also of the units below a unit.
  each("[data-tick]", (button) => button.addEventListener("click", () => {
    const boxes = document.querySelectorAll(button.dataset.tick + " input[type=checkbox]:not(:disabled)");
    const on = [...boxes].some((box) => !box.checked);
    boxes.forEach((box) => { box.checked = on; });
    boxes[0]?.dispatchEvent(new Event("change", { bubbles: true }));
  }));
  each("input[data-below]", (box) => box.addEventListener("change", () => {
    document.querySelectorAll("input[data-path]").forEach((other) => {
      if (other.dataset.path.startsWith(box.dataset.below) && !other.closest("[hidden]")) other.checked = box.checked;
    });
  }));

  // Show only the points that offer a service; hidden ones are unticked, so that what is seen is what is chosen.
  each("select[data-service-filter]", (select) => select.addEventListener("change", () => {
    each("#tree li[data-services]", (row) => {
      row.hidden = select.value !== "" && !row.dataset.services.includes(` ${select.value} `);
      if (row.hidden) row.querySelector("input").checked = false;
    });
  }));

  each("[data-copy]", (button) => button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    field.select();
    await navigator.clipboard?.writeText(field.value);
    button.textContent = button.dataset.done ?? button.textContent;
  }));

  each("[data-print]", (button) => button.addEventListener("click", () => window.print()));

  // Words that were typed but not saved are not lost by a slip of the hand.
  each("form[data-guard]", (form) => {
    let touched = false;
    form.addEventListener("input", () => { touched = true; });
    form.addEventListener("submit", () => { touched = false; });
    window.addEventListener("beforeunload", (event) => { if (touched) event.preventDefault(); });
  });

  // Narrow a long list of boxes by typing.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  each("input[data-narrow]", (input) => {
    input.hidden = false;
    input.addEventListener("input", () => {
      const wanted = plain(input.value);
      each(input.dataset.narrow, (row) => { row.hidden = wanted !== "" && !plain(row.textContent).includes(wanted); });
    });
  });
})();
