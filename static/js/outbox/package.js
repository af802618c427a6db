// A sealed package: items as they lie here, each under a key that only the server opens, for whoever leads the case.
import * as vault from "./vault.js";
import { base64, bytes } from "./seal.js";

const MARK = "XJSEAL1\n";

// All of it as one file to be carried away.
export async function pack(items) {
  const parts = [];
  const listed = [];
  for (const { id, account, at, of, sealed, body } of items) {
    const pieces = await vault.pieces(id);
    listed.push({
      id, account, at, of, sealed,
      body: { iv: base64(body.iv), length: body.data.byteLength },
      pieces: pieces.map(({ file, n, iv, data }) => ({ file, n, iv: base64(iv), length: data.byteLength })),
    });
    parts.push(body.data, ...pieces.map(({ data }) => data));
  }
  const manifest = JSON.stringify({ made: Date.now(), items: listed });
  return new Blob([MARK, manifest, "\n", ...parts], { type: "application/octet-stream" });
}

// Gives it to the browser to save.
export async function save(items) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await pack(items.filter((one) => one.sealed)));
  link.download = `xunjian-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, "-")}.sealed`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// Opens a package: asks the server for each key, and takes the items into this outbox under their own ids, as written by whom.
// Says how many were taken, and how many could not be opened.
export async function open(file, account) {
  const head = await file.slice(0, 4 * 1024 * 1024).text();
  if (!head.startsWith(MARK)) return null;
  const manifest = head.slice(MARK.length, head.indexOf("\n", MARK.length));
  const { items } = JSON.parse(manifest);
  let at = MARK.length + new TextEncoder().encode(manifest).length + 1;
  const next = async (length) => {
    const data = await file.slice(at, at + length).arrayBuffer();
    at += length;
    return data;
  };
  const result = { taken: 0, failed: 0 };
  for (const one of items) {
    const body = { iv: bytes(one.body.iv), data: await next(one.body.length) };
    const pieces = [];
    for (const { file: of, n, iv, length } of one.pieces) pieces.push({ file: of, n, item: one.id, iv: bytes(iv), data: await next(length) });
    const response = await fetch(`/inspections/${one.of}/unseal`, {
      method: "POST",
      body: new URLSearchParams({ item: one.id, account: one.account, enc: one.sealed?.enc ?? "", data: one.sealed?.data ?? "" }),
    });
    if (!response.ok || response.redirected) {
      result.failed += 1;
      continue;
    }
    const { key } = await response.json();
    await vault.adopt(account, { ...one, body, pieces }, bytes(key));
    result.taken += 1;
  }
  return result;
}
