import { lookup } from 'node:dns/promises';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.server.ts';

/** What became of a call. `refused`: it must not be tried again; `failed`: it may pass later. */
export type PostOutcome = { kind: 'sent' } | { kind: 'refused'; reason: string } | { kind: 'failed'; reason: string };

const ANSWER_WITHIN_MS = 10_000;

/**
 * Why an address cannot be called; null if it can: only https, on its own port, no name and password, no bare address. Where the
 * name leads is looked at when it is called.
 */
export function urlFault(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:') {
    return 'The address has to begin with https://.';
  }
  if (url.username !== '' || url.password !== '' || url.port !== '') {
    return 'The address may hold neither a name and password nor a port.';
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 || !host.includes('.') ? 'The address has to name a host of the public internet.' : null;
}

/**
 * Posts text to an address that somebody from outside has given. The name is resolved once, every address it has must be
 * public, and the call goes to the one that was looked at: a name that changes its mind in between leads nowhere else.
 * Follows no redirect, reads no answer beyond its status. Never throws. 10 seconds at most.
 */
export async function postHttps(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<PostOutcome> {
  const fault = urlFault(address);
  if (fault) {
    return { kind: 'refused', reason: fault };
  }
  const url = new URL(address);
  const found = await lookup(url.hostname, { all: true }).catch(() => []);
  const [first] = found;
  if (!first) {
    return { kind: 'failed', reason: `The host ${url.hostname} cannot be found.` };
  }
  if (!found.every((one) => isPublicAddress(one.address))) {
    return { kind: 'refused', reason: `The host ${url.hostname} is not on the public internet.` };
  }
  return call(url, first, headers, body);
}

function call(
  url: URL,
  { address, family }: { address: string; family: number },
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<PostOutcome> {
  return new Promise((answered) => {
    const call = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      agent: false,
      lookup: (_name, options, done) => {
        if (options.all) {
          done(null, [{ address, family }]);
        } else {
          done(null, address, family);
        }
      },
    });
    call.once('response', (answer) => {
      answer.destroy();
      answered(outcomeOf(answer.statusCode ?? 0));
    });
    call.once('error', (error) => answered({ kind: 'failed', reason: error.message.slice(0, 200) }));
    call.end(body);
  });
}

/** 408 and 429 ask for another try; other answers of 3xx and 4xx will not change. */
function outcomeOf(status: number): PostOutcome {
  if (status >= 200 && status < 300) {
    return { kind: 'sent' };
  }
  const reason = `The host answered ${status}.`;
  return status >= 500 || status === 408 || status === 429 ? { kind: 'failed', reason } : { kind: 'refused', reason };
}
