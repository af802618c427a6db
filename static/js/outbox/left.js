// Whoever cannot sign in any more still carries away what is unsent on this machine, as it is, sealed.
import * as vault from "./vault.js";
import { save } from "./package.js";

const notice = document.querySelector("[data-left]");

export async function show() {
  if (!notice) return;
  const items = await vault.left();
  notice.hidden = items.length === 0;
  const words = notice.querySelector("[data-words]");
  words.textContent = notice.dataset.words.replace("•", items.length);
  const button = notice.querySelector("[data-export]");
  button.hidden = !items.some((one) => one.sealed);
  button.addEventListener("click", () => save(items));
}
