// The account menu and the drawer are <details>: a click beside them or Escape shuts them.
const menus = document.querySelectorAll("details.account, details.menu");

document.addEventListener("click", (event) => {
  for (const menu of menus) {
    const inside = menu.contains(event.target) || (menu.matches(".menu") && event.target.closest(".side"));
    if (menu.open && !inside) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) return;
  for (const menu of menus) {
    if (!menu.open) continue;
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
