// What others did meanwhile is announced, and nothing moves. Asked for every twenty seconds while somebody is there: whoever has
// not touched the page for ten minutes is not, and asking on would keep the session open for nobody.
const EVERY = 20_000;
const AWAY = 10 * 60_000;

const region = document.querySelector("[data-news]");
if (region) {
  let touched = Date.now();
  let said = "";
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    addEventListener(kind, () => { touched = Date.now(); }, { passive: true });
  }
  setInterval(async () => {
    if (document.hidden || Date.now() - touched > AWAY) return;
    try {
      const answer = await fetch(region.dataset.news);
      if (!answer.ok || answer.redirected) return;
      const part = (await answer.text()).trim();
      if (part === said) return;
      said = part;
      region.replaceChildren(...new DOMParser().parseFromString(part, "text/html").body.childNodes);
    } catch {
      // no connection: asked again in a while
    }
  }, EVERY);
}
