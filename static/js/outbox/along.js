// Taking a case along: its pages are kept here, encrypted, for as long as a team is on site; the worker shows them when there is no network.
import * as vault from "./vault.js";

const date = new Intl.DateTimeFormat("zh-CN", { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
const account = document.body.dataset.account;

if (account && globalThis.crypto?.subtle && navigator.serviceWorker) {
  for (const button of document.querySelectorAll("[data-along]")) {
    button.hidden = false;
    show(button);
    button.addEventListener("click", () => take(button));
  }
}

async function show(button) {
  const kept = (await vault.pages(account)).find(({ of }) => of === button.dataset.along);
  if (kept) button.querySelector("[data-words]").textContent = button.dataset.taken.replace("•", date.format(kept.at));
}

async function take(button) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  const words = button.querySelector("[data-words]");
  try {
    const { pages, assets } = await (await fetch(button.dataset.along, { headers: { Accept: "application/json" } })).json();
    await navigator.serviceWorker.ready;
    const cache = await caches.open("assets");
    const known = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
    for (const old of known) if (!assets.includes(old)) await cache.delete(old);
    await cache.addAll(assets.filter((asset) => !known.has(asset)));
    let done = 0;
    for (const path of pages) {
      const page = await fetch(path, { headers: { "X-Along": "yes" } });
      if (page.ok && !page.redirected) await vault.keepPage(account, path, button.dataset.along, await page.text());
      done += 1;
      words.textContent = button.dataset.taking.replace("•", `${done}/${pages.length}`);
    }
    await show(button);
  } catch (fault) {
    console.warn(fault);
    words.textContent = button.dataset.failed;
  } finally {
    button.removeAttribute("aria-busy");
  }
}
