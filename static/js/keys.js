// `g` and a letter goes, `?` lists. Single keys can be switched off and never act while a text or an input method is open.
const PLACES = { h: "/", i: "/inspections", f: "/findings", l: "/rectifications", d: "/documents", u: "/facilities", a: "/analysis" };
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

  const opener = document.querySelector("[data-opens=keys]");
  opener.hidden = false;
  opener.addEventListener("click", () => dialog.showModal());

  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (!on() || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (event.key === "?") return dialog.showModal();
    if (event.key === "g") {
      going = Date.now();
    } else if (Date.now() - going < 1500) {
      going = 0;
      links.get(event.key)?.click();
    }
  });
}
