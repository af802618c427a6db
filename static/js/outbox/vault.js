// What was written here and is not sent yet, and the pages that were taken along: encrypted in this browser's own database.
// Each item has a key of its own, which the device's key opens. The device's key cannot be read out, not even by this script.
// What is written is on the disk before anybody is told so: a browser that is killed loses none of it.
const NAME = "xunjian";
const VERSION = 1;
export const PIECE = 4 * 1024 * 1024;

let opened;
function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      const db = asked.result;
      db.createObjectStore("keys", { keyPath: "account" });
      db.createObjectStore("items", { keyPath: "id" }).createIndex("account", "account");
      db.createObjectStore("pieces", { keyPath: ["file", "n"] }).createIndex("item", "item");
      db.createObjectStore("pages", { keyPath: ["account", "path"] });
      db.createObjectStore("facts", { keyPath: "name" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// one transaction over some stores; what `work` returns, once all is on the disk
async function write(stores, work) {
  const db = await database();
  const transaction = db.transaction(stores, "readwrite", { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error("the database refuses"));
  });
  const result = work(...stores.map((name) => transaction.objectStore(name)));
  await done;
  return result;
}

async function read(store, work) {
  const db = await database();
  return answer(work(db.transaction(store).objectStore(store)));
}

const key = (usages, extractable) => crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, extractable, usages);

export async function encrypt(secret, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, secret, bytes) };
}

export const decrypt = (secret, { iv, data }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, secret, data);

// the device's key for an account; made the first time
export async function deviceKey(account) {
  const known = await read("keys", (keys) => keys.get(account));
  if (known) return known.key;
  const made = await key(["encrypt", "decrypt"], false);
  // two tabs may make one at once: the first stays
  await write(["keys"], (keys) => {
    const asked = keys.get(account);
    asked.onsuccess = () => asked.result ?? keys.put({ account, key: made, at: Date.now() });
  });
  return (await read("keys", (keys) => keys.get(account))).key;
}

// An id that sorts by when it was made (UUIDv7), as the server makes them.
export function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let now = Date.now();
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = now % 256;
    now = Math.floor(now / 256);
  }
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const text = new TextEncoder();
const plain = new TextDecoder();

// Keeps an item of a case: what to post where, and its files. `seal` makes of the item's key what a sealed package bears.
export async function keep(account, of, content, files, seal) {
  const own = await key(["encrypt", "decrypt"], true);
  const raw = await crypto.subtle.exportKey("raw", own);
  const wrapped = await encrypt(await deviceKey(account), raw);
  const id = fresh();
  const sealed = await seal(raw, `${of}/${account}/${id}`);
  const kept = [];
  const pieces = [];
  for (const { file, sha256 } of files) {
    const one = { id: fresh(), name: file.name, size: file.size, sha256, sent: false };
    for (let n = 0; n * PIECE < file.size; n += 1) {
      const bytes = await file.slice(n * PIECE, (n + 1) * PIECE).arrayBuffer();
      pieces.push({ file: one.id, n, item: id, ...(await encrypt(own, bytes)) });
    }
    kept.push(one);
  }
  const body = await encrypt(own, text.encode(JSON.stringify({ ...content, files: kept })));
  const item = { id, account, of, at: Date.now(), state: "waiting", why: null, wrapped, sealed, body, size: pieces.reduce((sum, piece) => sum + piece.data.byteLength, 0), count: kept.length };
  await write(["items", "pieces"], (items, store) => {
    items.add(item);
    for (const piece of pieces) store.add(piece);
  });
  return item;
}

// Takes in an item out of a sealed package, under its own id: sent twice, it is there once.
export async function adopt(account, { id, of, at, sealed, body, pieces }, raw) {
  const wrapped = await encrypt(await deviceKey(account), raw);
  const files = new Set(pieces.map(({ file }) => file));
  const size = pieces.reduce((sum, piece) => sum + piece.data.byteLength, 0);
  await write(["items", "pieces"], (items, store) => {
    items.put({ id, account, of, at, state: "waiting", why: null, wrapped, sealed, body, size, count: files.size });
    for (const piece of pieces) store.put(piece);
  });
}

// the items of an account, in the order in which they were written
export async function list(account) {
  const items = await read("items", (store) => store.index("account").getAll(account));
  return items.sort((one, other) => (one.id < other.id ? -1 : 1));
}

export const item = (id) => read("items", (items) => items.get(id));

async function itemKey({ account, wrapped }) {
  const raw = await decrypt(await deviceKey(account), wrapped);
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

// what an item says
export async function content(one) {
  return JSON.parse(plain.decode(await decrypt(await itemKey(one), one.body)));
}

// notes how far an item has come; what it says changes only in how far its files are
export async function note(one, changes, said) {
  const body = said ? await encrypt(await itemKey(one), text.encode(JSON.stringify(said))) : null;
  await write(["items"], (items) => {
    const asked = items.get(one.id);
    asked.onsuccess = () => asked.result && items.put({ ...asked.result, ...changes, ...(body && { body }) });
  });
  Object.assign(one, changes, body && { body });
}

// a piece of a file as it was
export async function piece(one, file, n) {
  const kept = await read("pieces", (pieces) => pieces.get([file, n]));
  return decrypt(await itemKey(one), kept);
}

// the pieces of an item as they lie here, for a sealed package
export const pieces = (id) => read("pieces", (store) => store.index("item").getAll(id));

export async function removeFile(id, file) {
  const keys = await read("pieces", (store) => store.index("item").getAllKeys(id));
  await write(["pieces"], (store) => keys.filter(([of]) => of === file).forEach((at) => store.delete(at)));
}

export async function remove(id) {
  const keys = await read("pieces", (store) => store.index("item").getAllKeys(id));
  await write(["items", "pieces"], (items, store) => {
    items.delete(id);
    keys.forEach((at) => store.delete(at));
  });
}

// Facts without content: who is signed in here, what was sent last.
export const fact = async (name) => (await read("facts", (facts) => facts.get(name)))?.value;
export const setFact = (name, value) => write(["facts"], (facts) => facts.put({ name, value }));

// The last sign-in of an account that the server knew of: its session, when, and for how many days without another it may be read here.
export const reader = (account) => fact(`reader/${account}`);
export const setReader = (account, session, days) => setFact(`reader/${account}`, { session, days, at: Date.now() });

export const readers = async () => (await read("keys", (keys) => keys.getAllKeys()));

// Takes away reading what an account keeps here: its key and the pages go, what is unsent stays, sealed.
export async function lock(account) {
  await write(["keys", "pages"], (keys, store) => {
    keys.delete(account);
    store.delete(IDBKeyRange.bound([account, ""], [account, "\uffff"]));
  });
}

// what is unsent here, whoever wrote it
export async function left() {
  const items = await read("items", (store) => store.getAll());
  return items.sort((one, other) => (one.id < other.id ? -1 : 1));
}

// Pages that were taken along.
export async function keepPage(account, path, of, html) {
  const kept = await encrypt(await deviceKey(account), text.encode(html));
  await write(["pages"], (pages) => pages.put({ account, path, of, at: Date.now(), ...kept }));
}

export async function pages(account) {
  const all = await read("pages", (store) => store.getAll(IDBKeyRange.bound([account, ""], [account, "\uffff"])));
  return all.map(({ path, of, at }) => ({ path, of, at }));
}

export const dropPages = (account, paths) => write(["pages"], (store) => paths.forEach((path) => store.delete([account, path])));
