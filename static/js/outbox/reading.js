// Who may still read what is kept here. An account that was closed, a session that was ended from elsewhere, and time without a word from
// the server take reading away; what is unsent stays, and goes to the team leader as a sealed package.
import * as vault from "./vault.js";

const DAY = 24 * 3600 * 1000;
const here = document.body.dataset.account;

export async function watch() {
  for (const account of await vault.readers()) {
    const reader = await vault.reader(account);
    // the first word from the server is on its way
    if (!reader && account === here) continue;
    if (!reader || Date.now() - reader.at > reader.days * DAY || (account !== here && (await isTaken(reader)))) await vault.lock(account);
  }
}

// without network nobody knows: then time decides
async function isTaken({ session }) {
  const response = await fetch(`/outbox/reading?session=${session}`).catch(() => null);
  return response?.status === 410;
}
