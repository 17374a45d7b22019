import { PassThrough } from 'node:stream';
import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { receiveWebhook } from '#app/pipeline/receive-webhook.server.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';
import { addDocumentResponseHeaders } from './shopify.server.ts';

// The server in web/ reaches the app through its build: one copy of every module, one pool of connections.
export { closeDatabase, receiveWebhook };

export const streamTimeout = 5000;

/** Appended to the frame-ancestors that Shopify's library sets. */
const MORE_POLICY = "object-src 'none'; base-uri 'self'; form-action 'self' https://admin.shopify.com";

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
): Promise<Response> {
  addDocumentResponseHeaders(request, headers);
  const policy = headers.get('content-security-policy');
  headers.set('content-security-policy', [policy?.replace(/;\s*$/, ''), MORE_POLICY].filter(Boolean).join('; '));
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'strict-origin-when-cross-origin');
  return render(request, status, headers, remixContext);
}

/** People get the page as it streams; robots get it whole. */
function render(request: Request, status: number, headers: Headers, remixContext: EntryContext): Promise<Response> {
  const whole = isbot(request.headers.get('user-agent') ?? '');
  return new Promise((resolve, reject) => {
    let answerStatus = status;
    let sent = false;
    const send = () => {
      sent = true;
      const body = new PassThrough();
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answerStatus }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={remixContext} url={request.url} />, {
      onShellReady: () => {
        if (!whole) {
          send();
        }
      },
      onAllReady: () => {
        if (whole) {
          send();
        }
      },
      onShellError: reject,
      onError: (error) => {
        answerStatus = 500;
        if (sent) {
          log('error', 'a page broke while it was sent', faultFields(error));
        }
      },
    });
    setTimeout(abort, streamTimeout + 1000);
  });
}

export function handleError(error: unknown, { request }: { request: Request }): void {
  if (!request.signal.aborted) {
    log('error', 'a request failed', { path: new URL(request.url).pathname, ...faultFields(error) });
  }
}
