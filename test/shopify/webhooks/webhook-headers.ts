import { createHmac, randomUUID } from 'node:crypto';

export type WebhookIdentity = {
  shop: string;
  topic: string;
  webhookId: string;
  eventId: string;
  triggeredAt: string;
  apiVersion: string;
};

/** Base64 HMAC-SHA256 of the raw body, as X-Shopify-Hmac-Sha256 carries it. */
export function signWebhook(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('base64');
}

/** The instant of the event with microseconds, as Shopify writes it. */
export function triggeredNow(): string {
  const micros = String(Math.floor(performance.now() * 1_000) % 1_000).padStart(3, '0');
  return new Date().toISOString().replace('Z', `${micros}Z`);
}

export function webhookHeaders(identity: WebhookIdentity, hmac: string): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': identity.topic,
    'X-Shopify-Hmac-Sha256': hmac,
    'X-Shopify-Shop-Domain': identity.shop,
    'X-Shopify-API-Version': identity.apiVersion,
    'X-Shopify-Webhook-Id': identity.webhookId,
    'X-Shopify-Event-Id': identity.eventId,
    'X-Shopify-Triggered-At': identity.triggeredAt,
  };
}

export function newEventId(): string {
  return randomUUID();
}
