// Sends what waits, in the order in which it was written: the text first, then its files, piece by piece. Whatever is repeated is
// repeated under the same id, so that it is there once. An item that is refused steps aside and the others go on.
import * as vault from "./vault.js";

const RETRY = [5_000, 15_000, 60_000];
// states in which an item asks for its author before it is tried again
export const STUCK = ["refused", "conflict"];

class Away extends Error {}
class SignedOut extends Error {}

// A post as the outbox asks for it: where it led, or why it was not taken.
async function post(path, fields) {
  let response;
  try {
    response = await fetch(path, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(fields) });
  } catch {
    throw new Away();
  }
  if (response.status === 401) throw new SignedOut();
  if (response.status >= 500 || response.status === 429) throw new Away();
  const said = await response.json().catch(() => ({}));
  return { status: response.status, ...said };
}

// brings a file to the server, from where it stopped the last time
async function upload(one, file) {
  const path = `/uploads/${file.id}`;
  try {
    let response = await fetch(path);
    if (response.status === 401 || response.redirected) throw new SignedOut();
    let { here } = await response.json();
    while (here < file.size) {
      const n = Math.floor(here / vault.PIECE);
      const bytes = await vault.piece(one, file.id, n);
      response = await fetch(`${path}?offset=${here}`, { method: "POST", body: bytes.slice(here - n * vault.PIECE) });
      if (response.status === 401) throw new SignedOut();
      if (response.status === 413) return false;
      if (!response.ok && response.status !== 409) throw new Away();
      ({ here } = await response.json());
    }
    return true;
  } catch (fault) {
    if (fault instanceof SignedOut || fault instanceof DOMException) throw fault;
    throw new Away();
  }
}

async function deliver(one) {
  const said = await vault.content(one);
  if (!one.to) {
    // where the page would go on to is of no use here: what was written is
    const { status, to, why } = await post(said.path, [...said.fields, ["_key", one.id], ["then", "kept"]]);
    if (!to) return vault.note(one, { state: status === 409 ? "conflict" : "refused", status, why });
    await vault.note(one, { to });
  }
  const home = one.to.split(/[?#]/)[0];
  for (const file of said.files.filter((file) => !file.sent)) {
    if (!(await upload(one, file))) {
      await vault.note(one, { state: "refused", status: 413, why: null });
      return;
    }
    const fields = [["_key", file.id], ["staged", file.id], ["staged_name", file.name], ["_sha256", file.sha256]];
    const { status, to, why } = await post(`${home}/evidence`, fields);
    if (!to) {
      await vault.note(one, { state: "refused", status, why });
      continue;
    }
    file.sent = true;
    await vault.note(one, {}, said);
    await vault.removeFile(one.id, file.id);
  }
  if (said.files.some((file) => !file.sent)) return;
  await vault.setFact("sent", { account: one.account, at: Date.now(), to: one.to });
  await vault.remove(one.id);
}

let failed = 0;
let timer;

// Sends all that waits for this account; one tab at a time. Says what stands in the way: "away", "signed-out", or nothing.
export async function send(account) {
  clearTimeout(timer);
  const stopped = await navigator.locks.request("outbox", async () => {
    for (const one of await vault.list(account)) {
      if (STUCK.includes(one.state)) continue;
      try {
        await deliver(one);
      } catch (fault) {
        if (fault instanceof Away) return "away";
        if (fault instanceof SignedOut) return "signed-out";
        // what cannot be opened here is still in the sealed package
        await vault.note(one, { state: "refused", status: 0, why: null });
      }
      told();
    }
    return "";
  });
  failed = stopped === "away" ? failed + 1 : 0;
  if (failed > 0) timer = setTimeout(() => send(account), RETRY[Math.min(failed, RETRY.length) - 1]);
  await vault.setFact("stopped", stopped);
  told();
  return stopped;
}

// All tabs and all parts of the page hear that something changed.
const channel = new BroadcastChannel("outbox");
const heard = new Set();
channel.onmessage = () => heard.forEach((listen) => listen());
export const listen = (what) => heard.add(what);
export function told() {
  channel.postMessage("changed");
  heard.forEach((what) => what());
}
