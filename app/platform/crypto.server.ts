import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { env } from './env.server.ts';

/**
 * Envelope encryption. A root secret from the environment derives one wrapping key (HKDF-SHA256, RFC 5869); each shop
 * has a random data key that is stored wrapped, so that deleting the shop's row shreds all that was sealed for it.
 * A sealed value is `version(1) | nonce(12) | tag(16) | ciphertext`, AES-256-GCM.
 */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** A key derived from the root secret for one named purpose; 32 bytes. */
export function deriveKey(purpose: string, secret = env().ONEFOLD_SECRET): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'onefold', purpose, 32));
}

/** Seals bytes. `context` is authenticated, not stored: a value moved to another place does not open there. */
export function seal(key: Buffer, plain: Uint8Array | string, context: string): Buffer<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  const body = [cipher.update(plain as Uint8Array), cipher.final()];
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ...body]);
}

/** Opens what `seal` made; throws if the key, the context or a byte differs. */
export function open(key: Buffer, sealed: Uint8Array, context: string): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < HEADER_BYTES || bytes[0] !== VERSION) {
    throw new Error('not a sealed value of a known version');
  }
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE_BYTES));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, HEADER_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES)), decipher.final()]);
}

/** A wrapping key and the id under which wrapped keys name it. */
type WrappingKey = { id: string; key: Buffer };

function wrappingKeys(): WrappingKey[] {
  const secrets = [env().ONEFOLD_SECRET, env().ONEFOLD_SECRET_PREVIOUS].filter((s) => s !== undefined);
  return secrets.map((secret) => {
    const key = deriveKey('wrap-data-keys', secret);
    return { id: createHash('sha256').update(key).digest('hex').slice(0, 12), key };
  });
}

/** A fresh data key for a shop, wrapped by the current root secret. */
export function newDataKey(domain: string): WrappedKey {
  return wrapDataKey(domain, randomBytes(32));
}

export type WrappedKey = { wrapped: Buffer<ArrayBuffer>; keyId: string };

/** Wraps a data key by the current root secret. */
export function wrapDataKey(domain: string, key: Buffer): WrappedKey {
  const [current] = wrappingKeys();
  return { wrapped: seal(current!.key, key, `data-key:${domain}`), keyId: current!.id };
}

/** Unwraps a shop's data key; knows the current and the previous root secret. */
export function unwrapDataKey(domain: string, wrapped: Uint8Array, keyId: string): Buffer<ArrayBuffer> {
  const found = wrappingKeys().find((candidate) => candidate.id === keyId);
  if (!found) {
    throw new Error(`data key was wrapped by ${keyId}, which is neither the current nor the previous secret`);
  }
  return open(found.key, wrapped, `data-key:${domain}`);
}

/** Keyed fingerprint of a personal value: tells sameness, cannot be tried out without the shop's key. */
export function fingerprint(key: Buffer, value: string): string {
  return createHmac('sha256', key).update(value).digest('hex').slice(0, 40);
}
