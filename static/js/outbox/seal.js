// Seals an item's key to the organisation: HPKE (RFC 9180), base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. Only the server
// can open it, for whoever leads the case. So what is unsent outlives the account and the device's key.
import * as vault from "./vault.js";

const utf8 = new TextEncoder();
const KEM = join(utf8.encode("KEM"), Uint8Array.of(0, 16));
const SUITE = join(utf8.encode("HPKE"), Uint8Array.of(0, 16, 0, 1, 0, 2));
const INFO = utf8.encode("xunjian outbox 1");
const CURVE = { name: "ECDH", namedCurve: "P-256" };

function join(...parts) {
  const bytes = parts.map((part) => new Uint8Array(part));
  const all = new Uint8Array(bytes.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of bytes) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function mac(key, message) {
  const secret = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", secret, message));
}

const EMPTY = new Uint8Array(0);
const NONE = new Uint8Array(32);
const extract = (suite, salt, label, input) => mac(salt, join(utf8.encode("HPKE-v1"), suite, utf8.encode(label), input));
const expand = async (suite, key, label, info, length) =>
  (await mac(key, join(Uint8Array.of(0, length), utf8.encode("HPKE-v1"), suite, utf8.encode(label), info, Uint8Array.of(1)))).slice(0, length);

export const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
export const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

// The organisation's public key: asked for while there is a network, and kept. That the server answers says too that the account may read.
export async function publicKey(account) {
  const known = await vault.fact("seal");
  try {
    const response = await fetch("/outbox/key");
    if (response.ok && !response.redirected) {
      const { key, session, days } = await response.json();
      await vault.setReader(account, session, days);
      if (key !== known) await vault.setFact("seal", key);
      return key;
    }
  } catch {
    // no network: the one that is known
  }
  return known;
}

// `bound` is what the key belongs to: opened under another name, it does not open.
export async function seal(raw, bound, organisation) {
  const theirs = bytes(organisation);
  const other = await crypto.subtle.importKey("raw", theirs, CURVE, false, []);
  const own = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const enc = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, own.privateKey, 256);
  const secretOfKem = await expand(KEM, await extract(KEM, NONE, "eae_prk", shared), "shared_secret", join(enc, theirs), 32);
  const context = join(Uint8Array.of(0), await extract(SUITE, NONE, "psk_id_hash", EMPTY), await extract(SUITE, NONE, "info_hash", INFO));
  const secret = await extract(SUITE, secretOfKem, "secret", EMPTY);
  const key = await crypto.subtle.importKey("raw", await expand(SUITE, secret, "key", context, 32), "AES-GCM", false, ["encrypt"]);
  const iv = await expand(SUITE, secret, "base_nonce", context, 12);
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8.encode(bound) }, key, raw);
  return { enc: base64(enc), data: base64(data) };
}
