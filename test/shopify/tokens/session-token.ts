import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

export type SessionTokenClaims = {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
};

type Signing = { apiKey: string; apiSecret: string };

function sign(input: string, secret: string): string {
  return createHmac('sha256', secret).update(input).digest('base64url');
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** The token App Bridge hands to an embedded app: HS256 with the app's secret, alive for `seconds`. */
export function signSessionToken(signing: Signing, shop: string, userId: string, seconds: number): string {
  const now = Math.floor(Date.now() / 1_000);
  const claims: SessionTokenClaims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: signing.apiKey,
    sub: userId,
    exp: now + seconds,
    nbf: now,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  };
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${unsigned}.${sign(unsigned, signing.apiSecret)}`;
}

/** The claims if the token is ours, for this app and alive; else null. */
export function readSessionToken(signing: Signing, token: string): SessionTokenClaims | null {
  const [header, body, signature] = token.split('.');
  if (!header || !body || !signature) return null;
  const expected = Buffer.from(sign(`${header}.${body}`, signing.apiSecret));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return null;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as SessionTokenClaims;
  const alive = claims.exp > Date.now() / 1_000 - 10;
  return alive && claims.aud === signing.apiKey ? claims : null;
}
