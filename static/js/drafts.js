// What was typed is not lost: leaving warns, and a form comes back filled after sign-in or a fault stood in its way.
// A draft lives in this tab alone and only for the person who typed it; a password is in none, not even one for somebody else, nor who was spoken to.
const KEY = "draft";
const person = document.body.dataset.person;
const forms = [...document.querySelectorAll("form[data-draft]")];
const changed = new Set();

const typed = (form) => [...form.elements].filter((field) =>
  field.name && !field.name.includes("password") && !field.name.startsWith("who_") && !["hidden", "file", "submit", "button"].includes(field.type));

const read = (form) => typed(form).map((field) =>
  [field.name, field.value, "checked" in field && ["checkbox", "radio"].includes(field.type) ? field.checked : null]);

for (const form of forms) {
  form.addEventListener("input", () => changed.add(form));
  form.addEventListener("kept", () => changed.delete(form));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    changed.delete(form);
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ person, path: location.pathname, form: forms.indexOf(form), fields: read(form), away: false }));
    } catch {
      // more than a browser keeps: then it is only sent
    }
  });
}

window.addEventListener("beforeunload", (event) => {
  if (changed.size > 0) event.preventDefault();
});

const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
if (kept && !person) {
  sessionStorage.setItem(KEY, JSON.stringify({ ...kept, away: true }));
} else if (kept) {
  const form = forms[kept.form];
  const same = kept.away && kept.person === person;
  if (same && form && kept.path === location.pathname) restore(form, kept.fields);
  // after sign-in or a fault another page may come first: the draft waits until its own form is open
  if (!same || (form && kept.path === location.pathname)) sessionStorage.removeItem(KEY);
}

function restore(form, fields) {
  const free = typed(form);
  for (const [name, value, checked] of fields) {
    const at = free.findIndex((field) => field.name === name && (checked === null || field.value === value));
    if (at < 0) continue;
    const [field] = free.splice(at, 1);
    if (checked === null) field.value = value;
    else field.checked = checked;
  }
  changed.add(form);
}
