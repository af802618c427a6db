// 编组: somebody is dragged from the pool, or from a seat, to a team, or sent there by the number of the team, as the form beside would do
// it. J and K walk the people; single keys can be switched off, as everywhere.
const board = document.querySelector("[data-board]");

// The first vacant place of the team that something is dropped on, or the very one.
function vacancy(target) {
  const own = target.closest("[data-to]");
  return own ?? target.closest(".team")?.querySelector("[data-to]") ?? null;
}

function send(dragged, to) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = board.dataset.board;
  const fields = { _key: crypto.randomUUID(), base: board.dataset.base, deed: "move", person: dragged.dataset.id, from: dragged.dataset.from ?? "", to };
  for (const [name, value] of Object.entries(fields)) {
    const input = document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

if (board && "randomUUID" in crypto) {
  let dragged = null;
  for (const one of board.querySelectorAll("[data-id]")) {
    one.draggable = true;
    one.addEventListener("dragstart", (event) => {
      dragged = one;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", one.dataset.id);
    });
    one.addEventListener("dragend", () => { dragged = null; });
  }
  for (const team of board.querySelectorAll(".team")) {
    team.addEventListener("dragover", (event) => {
      if (dragged && !team.contains(dragged) && vacancy(event.target)) {
        event.preventDefault();
        team.dataset.over = "";
      }
    });
    team.addEventListener("dragleave", (event) => {
      if (!team.contains(event.relatedTarget)) delete team.dataset.over;
    });
    team.addEventListener("drop", (event) => {
      event.preventDefault();
      delete team.dataset.over;
      const place = vacancy(event.target);
      if (dragged && place) send(dragged, place.dataset.to);
    });
  }
}

if (board && "randomUUID" in crypto && localStorage.getItem("keys") !== "off") {
  const people = [...board.querySelectorAll("[data-id]")];
  const teams = [...board.querySelectorAll(".team")];
  for (const one of people) one.tabIndex = 0;
  const hint = document.querySelector("[data-board-keys]");
  if (hint) hint.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    if (event.ctrlKey) {
      if (event.key === "z") document.querySelector("[data-undo]")?.requestSubmit();
      return;
    }
    const at = people.indexOf(event.target.closest("[data-id]"));
    if (event.key === "j" || event.key === "k") {
      people[Math.min(Math.max(at + (event.key === "j" ? 1 : -1), 0), people.length - 1)]?.focus();
    } else if (at >= 0 && /^[1-9]$/.test(event.key)) {
      const place = teams[Number(event.key) - 1]?.querySelector("[data-to]");
      if (place && !place.closest(".team").contains(people[at])) send(people[at], place.dataset.to);
    }
  });
}
