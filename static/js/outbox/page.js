// The page of the outbox: each item with what stands in its way, and a remedy of its own.
import * as vault from "./vault.js";
import { STUCK, listen, send, told } from "./send.js";
import { open, save } from "./package.js";

const page = document.querySelector("[data-outbox-page]");
const account = document.body.dataset.account;

if (page && account) {
  page.hidden = false;
  const words = page.dataset;
  const rows = page.querySelector("[data-items]");
  const row = page.querySelector("template");
  const date = new Intl.DateTimeFormat("zh-CN", { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
  const size = (bytes) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

  // the worker shows this page in place of one that was not taken along
  page.querySelector("[data-missing]").hidden = location.pathname === "/outbox";

  listen(draw);
  draw();
  page.querySelector("[data-send]").addEventListener("click", () => send(account));
  page.querySelector("[data-export]").addEventListener("click", carry);
  page.querySelector("[data-open]").addEventListener("change", unpack);

  async function draw() {
    const items = await vault.list(account);
    const stuck = items.filter((one) => STUCK.includes(one.state));
    put("waiting", items.length - stuck.length);
    put("stuck", stuck.length);
    put("files", items.reduce((sum, one) => sum + one.count, 0));
    put("size", size(items.reduce((sum, one) => sum + one.size, 0)));
    const sent = await vault.fact("sent");
    put("last", sent?.account === account ? date.format(sent.at) : "—");
    const stopped = navigator.onLine ? await vault.fact("stopped") : "away";
    page.querySelector("[data-away]").hidden = stopped !== "away";
    page.querySelector("[data-signed-out]").hidden = stopped !== "signed-out";
    page.querySelector("[data-none]").hidden = items.length > 0;
    page.querySelector("[data-export]").disabled = !items.some((one) => one.sealed);
    rows.replaceChildren(...(await Promise.all(items.map(line))));
  }

  function put(name, value) {
    document.querySelector(`[data-figure-of=${name}]`).textContent = value;
  }

  async function line(one) {
    const made = row.content.cloneNode(true).firstElementChild;
    const said = await vault.content(one).catch(() => null);
    made.dataset.id = one.id;
    made.querySelector("[data-title]").textContent = said?.title || words.untitled;
    made.querySelector("[data-at]").textContent = `${date.format(one.at)} · ${words.count.replace("•", one.count)} · ${size(one.size)}`;
    const state = made.querySelector("[data-state]");
    state.dataset.state = one.state;
    state.textContent = words[one.state];
    const why = made.querySelector("[data-why]");
    why.textContent = one.why || (STUCK.includes(one.state) ? words[`why${one.status ?? 0}`] ?? words.why0 : "");
    why.hidden = why.textContent === "";
    const say = (name, work) => {
      const button = made.querySelector(`[data-${name}]`);
      button.addEventListener("click", work);
      return button;
    };
    say("retry", async () => {
      await vault.note(one, { state: "waiting", why: null });
      send(account);
    }).hidden = !STUCK.includes(one.state);
    say("read", () => read(made, said)).hidden = said === null;
    say("carry", () => save([one])).hidden = !one.sealed;
    say("discard", () => discard(one, said));
    const correct = made.querySelector("[data-correct]");
    correct.hidden = said === null || one.to !== undefined || !STUCK.includes(one.state);
    correct.addEventListener("submit", () => fill(correct, said));
    return made;
  }

  // what the item says, for whoever has to decide about it
  function read(made, said) {
    const text = made.querySelector("[data-text]");
    text.hidden = !text.hidden;
    text.replaceChildren(...said.fields.filter(([, value]) => value).map(([name, value]) => {
      const part = document.createElement("p");
      part.textContent = `${name}: ${value}`;
      return part;
    }), ...said.files.map(({ name, size: bytes, sent }) => {
      const part = document.createElement("p");
      part.textContent = `${sent ? "✓ " : ""}${name} (${size(bytes)})`;
      return part;
    }));
  }

  // posts it as a page would: the server's own page then shows what is wrong, or what stands against it, field by field
  function fill(form, said) {
    form.action = said.path;
    form.replaceChildren(form.querySelector("button"), ...said.fields.map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value })));
  }

  async function discard(one, said) {
    const dialog = page.querySelector("[data-discard-dialog]");
    const form = dialog.querySelector("form");
    form.reset();
    dialog.showModal();
    await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    const reason = form.elements.reason.value.trim();
    if (dialog.returnValue !== "discard" || reason === "") return;
    await tell(one, said, reason);
    await vault.remove(one.id);
    told();
  }

  // whoever throws something away says so to the server too, once it can be reached
  async function tell(one, said, reason) {
    const fields = [["item", one.id], ["of", one.of ?? ""], ["reason", reason], ["files", String(said?.files.length ?? one.count)]];
    await vault.keep(account, one.of, { path: "/outbox/discarded", fields, title: words.discarded, from: location.pathname }, [], () => null);
    send(account);
  }

  async function carry() {
    await save(await vault.list(account));
  }

  async function unpack(event) {
    const [file] = event.target.files;
    if (!file) return;
    const line = page.querySelector("[data-opened]");
    const result = await open(file, account).catch(() => null);
    line.textContent = result === null ? words.notPackage : words.opened.replace("•", result.taken).replace("◦", result.failed);
    event.target.value = "";
    told();
    send(account);
  }
}
