// A long choice is narrowed by typing: a part of its words, or of its code. What is left alone is chosen at once.
const LONG = 15;

for (const select of document.querySelectorAll("select[data-narrow]")) {
  if (select.options.length < LONG) continue;
  const field = document.createElement("input");
  field.type = "search";
  field.className = "input narrow";
  field.autocomplete = "off";
  field.placeholder = select.dataset.narrow;
  field.setAttribute("aria-label", select.dataset.narrow);
  // without a name it is nobody's answer and travels nowhere
  select.before(field);

  const options = [...select.querySelectorAll("option[value]")].filter((option) => option.value !== "");
  const fits = (option, text) => `${option.textContent} ${option.value}`.toLowerCase().includes(text);

  const narrow = () => {
    const text = field.value.trim().toLowerCase();
    const left = options.filter((option) => fits(option, text));
    for (const option of options) option.hidden = !left.includes(option);
    for (const group of select.querySelectorAll("optgroup")) group.hidden = ![...group.children].some((option) => !option.hidden);
    if (text !== "" && left.length > 0 && !left.includes(select.selectedOptions[0])) choose(left.length === 1 ? left[0].value : "");
  };
  const choose = (value) => {
    select.value = value;
    select.dispatchEvent(new Event("input", { bubbles: true }));
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };

  field.addEventListener("input", (event) => event.isComposing || narrow());
  field.addEventListener("compositionend", narrow);
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    // Enter takes the first that is left, and sends nothing
    if (event.key === "Enter") {
      event.preventDefault();
      const first = options.find((option) => !option.hidden);
      if (field.value.trim() !== "" && first) choose(first.value);
      select.focus();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      select.focus();
    }
  });
  // what a form that is written anew, or a draft that is put back, says of the choice is not what was typed here
  select.addEventListener("change", (event) => {
    if (event.isTrusted || select.value !== "" || field.value === "" || document.activeElement === field) return;
    field.value = "";
    narrow();
  });
}
