// A row opens what its own link opens; text can still be selected, and other controls in the row keep their meaning.
document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-href]");
  if (!row || event.target.closest("a, button, input, label, select, summary") || !getSelection().isCollapsed) return;
  if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, "_blank", "noopener");
  else location.href = row.dataset.href;
});

// What scrolls sideways can be scrolled by keyboard.
const reachable = () => {
  for (const wrap of document.querySelectorAll(".table-wrap, .steps")) {
    if (wrap.scrollWidth > wrap.clientWidth) wrap.tabIndex = 0;
    else wrap.removeAttribute("tabindex");
  }
};
reachable();
window.addEventListener("resize", reachable);

// On a narrow screen rows are laid out as cards, which would take the table's roles away.
for (const table of document.querySelectorAll("table.cards")) {
  table.setAttribute("role", "table");
  table.querySelectorAll("thead, tbody, tfoot").forEach((part) => part.setAttribute("role", "rowgroup"));
  table.querySelectorAll("tr").forEach((row) => row.setAttribute("role", "row"));
  table.querySelectorAll("td").forEach((cell) => cell.setAttribute("role", "cell"));
  table.querySelectorAll("thead th").forEach((cell) => cell.setAttribute("role", "columnheader"));
  table.querySelectorAll("tbody th").forEach((cell) => cell.setAttribute("role", "rowheader"));
}
