// Five minutes before the idle limit a quiet bar offers to stay signed in. The clock is shared by all tabs of the person.
const bar = document.getElementById("session-warning");
const idle = Number(document.body.dataset.idleMinutes) * 60_000;
const NOTICE = 5 * 60_000;
const KEY = "session-seen";

if (bar && idle > 0) {
  const soon = bar.querySelector("[data-soon]");
  const over = bar.querySelector("[data-over]");
  const seen = () => Number(localStorage.getItem(KEY)) || Date.now();
  const show = () => {
    const left = idle - (Date.now() - seen());
    soon.hidden = left > NOTICE || left <= 0;
    over.hidden = left > 0;
  };
  const mark = () => {
    localStorage.setItem(KEY, String(Date.now()));
    show();
  };

  bar.querySelector("[data-extend]").addEventListener("click", async () => {
    try {
      const answer = await fetch("/session/extend", { method: "POST", redirect: "manual" });
      if (answer.ok) return mark();
    } catch {
      // no connection: the bar stays, so that it can be tried again
      return;
    }
    soon.hidden = true;
    over.hidden = false;
  });

  mark();
  setInterval(show, 15_000);
  window.addEventListener("storage", (event) => { if (event.key === KEY) show(); });
  document.addEventListener("visibilitychange", show);
}
