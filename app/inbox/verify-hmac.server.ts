import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether `signature` (base64) is HMAC-SHA256 over exactly these bytes under one of the secrets: the current one, or the
 * one before, with which Shopify may still sign for an hour after a rotation. Constant time in the content.
 */
export function isSignedBy(
  secrets: readonly (string | undefined)[],
  body: Uint8Array,
  signature: string | undefined,
): boolean {
  if (!signature || body.byteLength === 0) {
    return false;
  }
  const given = Buffer.from(signature, 'base64');
  return secrets.some((secret) => {
    const expected = secret === undefined ? undefined : createHmac('sha256', secret).update(body).digest();
    return expected !== undefined && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
