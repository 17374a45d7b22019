import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { close, listen, portOf, readBody } from '../server/http.ts';

export type Received = { path: string; headers: Record<string, string>; body: string; at: number };

export type WebhookInbox = {
  url: string;
  received: Received[];
  /** The status to answer with, by the number of the request (from 0). */
  answer: (index: number) => number;
  bodies: (topic: string) => Record<string, unknown>[];
  close: () => Promise<void>;
};

/** A tiny app that keeps the webhooks it gets. */
export async function startWebhookInbox(): Promise<WebhookInbox> {
  const inbox: Omit<WebhookInbox, 'url' | 'close'> = {
    received: [],
    answer: () => 200,
    bodies: (topic) =>
      inbox.received
        .filter((one) => one.headers['x-shopify-topic'] === topic)
        .map((one) => JSON.parse(one.body) as Record<string, unknown>),
  };
  const server: Server = await listen(0, async (request, response, url) => {
    const body = await readBody(request);
    const index = inbox.received.length;
    inbox.received.push({
      path: url.pathname,
      headers: request.headers as Record<string, string>,
      body,
      at: Date.now(),
    });
    response.writeHead(inbox.answer(index));
    response.end();
  });
  return Object.assign(inbox, { url: `http://127.0.0.1:${portOf(server)}`, close: () => close(server) });
}

export function hmacOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}
