// One submission a click: the button keeps its words and is only marked. The server's idempotency key is the real guard.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // the attribute: a field named "method" hides the property
  if (event.defaultPrevented || form.getAttribute("method") !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
});

// The back button may show the page as it was left: let it be submitted again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  }
});

// A button that decides waits until every demand is decided, and says beside it how many are not. Without script the server says it.
for (const button of document.querySelectorAll("[data-decided]")) {
  const note = button.form.querySelector("[data-left]");
  const settle = () => {
    const left = button.form.querySelectorAll(".demand:not(:has(:checked))").length;
    button.disabled = left > 0;
    note.textContent = left > 0 ? note.dataset.left.replace("•", left) : "";
  };
  button.form.addEventListener("change", settle);
  settle();
}

// A list's empty filters stay out of its address.
for (const form of document.querySelectorAll("form.filter")) {
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  });
}

// Enter that ends a composition of an input method sends nothing, whatever browser tells of it.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.preventDefault();
}, { capture: true });

// Ctrl+Enter saves and goes on to the next, where a form offers that.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const next = event.target.closest("form")?.querySelector("[data-next]");
  if (next) next.form.requestSubmit(next);
});
