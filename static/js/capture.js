// Fast capture by keyboard: Alt+P takes a photo or chooses files, Alt+W logs a finding with the record; a phrase is put in where the
// text stands. Nothing of it acts while an input method composes, and Enter there only ends the composition.
const form = document.querySelector("form[data-capture]");

if (form) {
  const input = form.querySelector("input[type=file]");
  const box = form.elements.namedItem("finding");

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.code === "KeyP") {
      event.preventDefault();
      input.click();
    } else if (event.code === "KeyW") {
      event.preventDefault();
      box.checked = !box.checked;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      const category = form.elements.namedItem("category");
      (box.checked ? category.parentElement.querySelector(".narrow") ?? category : form.elements.namedItem("body")).focus();
    }
  });

  // an item that depends on another is shown with the answer on which it depends; without this it says so in words
  const depending = [...form.querySelectorAll("[data-after]")];
  const ask = () => {
    for (const row of depending) {
      const parent = form.elements.namedItem(row.dataset.after);
      row.hidden = ((parent && parent.value) || row.dataset.said) !== row.dataset.wanted;
      for (const field of row.querySelectorAll("input")) field.disabled = row.hidden;
    }
  };
  if (depending.length > 0) {
    form.addEventListener("change", ask);
    // a draft that is put back says nothing of it
    window.addEventListener("load", ask);
    ask();
  }

  for (const group of form.querySelectorAll("[data-phrases]")) {
    const text = form.elements.namedItem(group.dataset.phrases);
    group.hidden = false;
    group.addEventListener("click", (event) => {
      const phrase = event.target.closest("[data-phrase]");
      if (!phrase) return;
      text.setRangeText(phrase.textContent, text.selectionStart, text.selectionEnd, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
      text.focus();
    });
  }
}
