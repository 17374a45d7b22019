import { type Delivery, readDelivery } from '#app/inbox/delivery.ts';
import { type Receipt, receive } from '#app/inbox/receive.server.ts';
import { isSignedBy } from '#app/inbox/verify-hmac.server.ts';
import { env } from '#app/platform/env.server.ts';
import { log } from '#app/platform/log.server.ts';

/** `forged`: not signed by Shopify. `malformed`: signed, but without the headers that name it. */
export type WebhookReceipt = Receipt | 'forged' | 'malformed';

/**
 * Takes one delivery: signature over the raw bytes, headers, durable row with its job. Nothing else happens before
 * Shopify gets its answer; reading the payload is the inbox's work.
 */
export async function receiveWebhook(
  header: (name: string) => string | undefined,
  body: Buffer,
): Promise<WebhookReceipt> {
  const secrets = [env().SHOPIFY_API_SECRET, env().SHOPIFY_API_SECRET_PREVIOUS];
  if (!isSignedBy(secrets, body, header('x-shopify-hmac-sha256'))) {
    return 'forged';
  }
  const delivery: Delivery | null = readDelivery(header);
  if (!delivery) {
    return 'malformed';
  }
  const receipt = await receive(delivery, body);
  if (receipt === 'unknown_shop') {
    log('warn', 'a delivery for a shop that is not here', { topic: delivery.topic });
  }
  return receipt;
}
