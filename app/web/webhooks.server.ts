import express, { type Request, type Response, type Router } from 'express';
import type { receiveWebhook, WebhookReceipt } from '#app/pipeline/receive-webhook.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';

/** Larger than any payload that Shopify sends; what is beyond it is not Shopify's. */
const LARGEST_BODY = '5mb';

const STATUS: Readonly<Record<WebhookReceipt, number>> = {
  kept: 200,
  repeated: 200,
  // Erased or never installed: asking Shopify to send it again would not help.
  unknown_shop: 200,
  forged: 401,
  malformed: 400,
};

/** The door for all topics: the bytes as they came, for the signature is over them. */
export function webhooks(receive: typeof receiveWebhook): Router {
  const router = express.Router();
  router.use(express.raw({ type: () => true, limit: LARGEST_BODY, inflate: false }));
  router.post('*', (request, response) => {
    answer(receive, request, response).catch((error: unknown) => {
      // Not durable, so not acknowledged: Shopify sends it again.
      log('error', 'a delivery could not be kept', faultFields(error));
      response.status(503).end();
    });
  });
  router.all('*', (_request, response) => {
    response.status(405).set('allow', 'POST').end();
  });
  router.use((error: { status?: number }, _request: Request, response: Response, _next: unknown) => {
    response.status(error.status ?? 400).end();
  });
  return router;
}

async function answer(receive: typeof receiveWebhook, request: Request, response: Response): Promise<void> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const receipt = await receive((name) => request.get(name), body);
  response.status(STATUS[receipt]).end();
}
