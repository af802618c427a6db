// Without network, work goes on: a form marked for the outbox is kept on this machine first and sent from there. Without this file, or in
// a browser that cannot encrypt, the form goes to the server as any other.
import * as vault from "./vault.js";
import { STUCK, listen, send, told } from "./send.js";
import "./page.js";
import "./along.js";
import { publicKey, seal } from "./seal.js";
import { watch } from "./reading.js";
import * as left from "./left.js";

const account = document.body.dataset.account;
// whoever writes nothing on site has no outbox
const mine = document.querySelector(".side a[href='/outbox']") !== null;
const capable = Boolean(globalThis.crypto?.subtle && navigator.locks && "indexedDB" in globalThis);
const able = account && mine && capable;
// how long a save waits to hear from the server before the page goes on without it
const PATIENCE = 6_000;

// a page that is left in the middle of it asks again on the next
if (capable) watch().then(left.show).catch(() => {});

if (able) {
  vault.setFact("account", account);
  publicKey(account);
  navigator.serviceWorker?.register("/worker.js").then(stands, () => {});
  listen(bar);
  bar();
  send(account);
  window.addEventListener("online", () => send(account));
  window.addEventListener("offline", bar);
  for (const form of document.querySelectorAll("form[data-outbox]")) form.addEventListener("submit", (event) => submitted(form, event));
  document.querySelector("form[action='/logout']")?.addEventListener("submit", leave);
}

// A page that was on its way while the worker became ready is not under it, and would be the one that the network leaves alone.
async function stands() {
  const { active } = await navigator.serviceWorker.ready;
  if (!navigator.serviceWorker.controller) active.postMessage("stand");
}

// The bar says where everything is: on this machine, sent, refused.
async function bar() {
  const pill = document.querySelector("[data-outbox-bar]");
  if (!pill) return;
  const items = await vault.list(account);
  const stuck = items.filter((one) => STUCK.includes(one.state)).length;
  const waiting = items.length - stuck;
  const words = [];
  if (!navigator.onLine) words.push(pill.dataset.offline);
  if (waiting > 0) words.push(pill.dataset.waiting.replace("•", waiting));
  if (stuck > 0) words.push(pill.dataset.stuck.replace("•", stuck));
  pill.hidden = words.length === 0;
  pill.dataset.stuckNow = stuck > 0 ? "yes" : "no";
  for (const line of document.querySelectorAll("[data-unsent]")) {
    line.querySelector("[data-words]").textContent = items.length > 0 ? line.dataset.unsent.replace("•", items.length) : line.dataset.unsentNone;
  }
  for (const banner of document.querySelectorAll("[data-offline-banner]")) banner.hidden = navigator.onLine;
  pill.querySelector("[data-words]").textContent = words.join(" · ");
}

async function submitted(form, event) {
  if (event.defaultPrevented || form.dataset.direct) return;
  event.preventDefault();
  if (form.dataset.keeping) return;
  form.dataset.keeping = "yes";
  // nothing is typed into what is about to be written anew
  form.inert = true;
  const { submitter } = event;
  try {
    await keep(form, submitter);
  } catch (fault) {
    // this machine cannot keep it: then it goes to the server at once, or the browser says that it cannot
    console.warn(fault);
    direct(form, submitter);
  } finally {
    form.inert = false;
    delete form.dataset.keeping;
  }
  if (form.dataset.direct) return;
  form.querySelector("textarea[name=body], textarea")?.focus();
}

function direct(form, submitter) {
  form.inert = false;
  form.dataset.direct = "yes";
  form.requestSubmit(submitter);
}

// fields by which an item is known in a list
const TITLES = ["place", "title", "body"];
const LEFT_OUT = ["_key", "_sha256", "then"];
// further ids that the form makes: each form that is kept has its own
const OWN = /_key$/;

async function keep(form, submitter) {
  const data = new FormData(form);
  const written = [...data].filter(([name, value]) => typeof value === "string" && !LEFT_OUT.includes(name));
  const fields = written.map(([name, value]) => [name, OWN.test(name) ? vault.fresh() : value]);
  const chosen = [...data].filter(([, value]) => value instanceof File && value.name);
  // files follow the form: it says how many
  fields.push(["_following", String(chosen.length)]);
  const hashes = data.getAll("_sha256");
  const files = chosen.map(([, file], at) => ({ file, sha256: hashes[at] ?? "" }));
  const { pathname: path } = new URL(form.action);
  const title = TITLES.map((name) => data.get(name)?.trim().slice(0, 40)).filter(Boolean).join(" · ");
  const organisation = await vault.fact("seal");
  const sealing = (raw, bound) => (organisation ? seal(raw, bound, organisation) : null);
  const one = await vault.keep(account, form.dataset.outbox, { path, fields, title, from: location.pathname }, files, sealing);
  form.dispatchEvent(new Event("kept", { bubbles: true }));
  say(form, "kept");
  told();
  if (!navigator.onLine || (await vault.fact("stopped")) === "away") {
    // where nobody answers, nobody waits
    send(account);
    return again(form);
  }
  const stopped = await Promise.race([send(account), new Promise((resolve) => setTimeout(resolve, PATIENCE, "away"))]);
  const now = await vault.item(one.id);
  // what is too large for the server is kept here: its page could not give it back
  if (now?.state === "refused" && now.status !== 413 && !now.to && navigator.onLine) {
    // the page itself says it best, field by field; nothing was taken yet
    await vault.remove(one.id);
    told();
    return direct(form, submitter);
  }
  if (!stopped && !now && submitter?.value !== "next") {
    const sent = await vault.fact("sent");
    if (sent?.to) return location.assign(sent.to);
  }
  say(form, now ? "kept" : "sent");
  again(form);
}

// what is in hand stays; what was written about it is written anew
function again(form) {
  // a sheet of paper is entered once
  form.querySelector("[data-only-once]")?.remove();
  const once = [...form.querySelectorAll("textarea, input[type=file], [name=happened]"), ...form.querySelectorAll("[data-once] :is(input, select)")];
  for (const field of once) {
    if (["checkbox", "radio"].includes(field.type)) field.checked = false;
    else field.value = "";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function say(form, what) {
  const line = form.querySelector("[data-saved]");
  if (!line) return;
  const time = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" }).format(new Date());
  line.textContent = line.dataset[what].replace("•", time);
}

// Whoever leaves while something waits would leave it behind.
async function leave(event) {
  const form = event.target;
  if (form.dataset.direct) return;
  event.preventDefault();
  if ((await vault.list(account)).length > 0) {
    document.getElementById("outbox-stays")?.showModal();
    return;
  }
  const pages = await vault.pages(account);
  await vault.dropPages(account, pages.map(({ path }) => path));
  await vault.setFact("account", null);
  direct(form, event.submitter);
}
