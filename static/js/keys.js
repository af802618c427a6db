// `g` and a letter goes, `/` searches, J and K walk the rows of a list (Enter opens, as on any link), `?` lists. Single keys can be switched off and never act while a text or an input method is open.
const PLACES = { h: "/", t: "/todo", p: "/inspections", f: "/findings", l: "/rectifications", d: "/documents", u: "/facilities", a: "/analysis" };
const KEY = "keys";
const dialog = document.getElementById("keys");

if (dialog) {
  const links = new Map();
  for (const [key, path] of Object.entries(PLACES)) {
    const link = document.querySelector(`.side a[href="${path}"]`);
    if (link) links.set(key, link);
  }

  const list = dialog.querySelector("dl");
  for (const [key, link] of links) {
    const term = document.createElement("dt");
    for (const name of ["g", key]) {
      const cap = document.createElement("kbd");
      cap.textContent = name;
      term.append(cap, " ");
    }
    const words = document.createElement("dd");
    words.textContent = link.querySelector(".word").textContent;
    list.append(term, words);
  }

  const on = () => localStorage.getItem(KEY) !== "off";
  const box = dialog.querySelector("[data-keys-switch]");
  box.checked = on();
  box.addEventListener("change", () => localStorage.setItem(KEY, box.checked ? "on" : "off"));

  // what walking does is said below the lists that can be walked, while single keys are on
  for (const hint of document.querySelectorAll("[data-walk]")) {
    hint.hidden = !on() || !hint.closest(".panel")?.querySelector("table[data-keys]");
  }

  const opener = document.querySelector("[data-opens=keys]");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());

  // the rows of the list in focus; before any is, those of the page's first
  const walk = (from, by) => {
    const list = from.closest("table[data-keys]") ?? document.querySelector("table[data-keys]");
    const rows = [...(list?.querySelectorAll("tbody .main a") ?? [])];
    const at = rows.indexOf(from.closest("tr")?.querySelector(".main a"));
    rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
  };

  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (!on() || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (event.key === "?") return dialog.showModal();
    if (event.key === "/") {
      const search = document.querySelector("main input[type=search]");
      if (!search) return;
      event.preventDefault();
      search.focus();
    } else if (event.key === "j" || event.key === "k") {
      walk(event.target, event.key === "j" ? 1 : -1);
    } else if (event.key === "g") {
      going = Date.now();
    } else if (Date.now() - going < 1500) {
      going = 0;
      links.get(event.key)?.click();
    }
  });
}
