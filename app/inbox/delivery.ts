import { z } from 'zod';

/** What Shopify says about a delivery in its headers. Transport-free: HTTPS, Pub/Sub and SQS carry the same words. */
export const deliverySchema = z.object({
  /** Unique per delivery; a repeated delivery carries the same. */
  deliveryId: z.string().min(1).max(200),
  /** `customers/update`, `customer.tags_added` … */
  topic: z.string().min(1).max(100),
  domain: z
    .string()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/),
  apiVersion: z.string().max(20).nullable(),
  /** The same for all deliveries of one act of the merchant. */
  eventId: z.string().max(200).nullable(),
  triggeredAt: z.date().nullable(),
});

export type Delivery = z.infer<typeof deliverySchema>;

/** Reads a delivery's headers; null if one that is needed is missing or malformed. */
export function readDelivery(header: (name: string) => string | undefined): Delivery | null {
  const triggered = header('x-shopify-triggered-at');
  const at = triggered ? new Date(triggered) : null;
  const parsed = deliverySchema.safeParse({
    deliveryId: header('x-shopify-webhook-id'),
    topic: header('x-shopify-topic'),
    domain: header('x-shopify-shop-domain'),
    apiVersion: header('x-shopify-api-version') ?? null,
    eventId: header('x-shopify-event-id') ?? null,
    triggeredAt: at && !Number.isNaN(at.getTime()) ? at : null,
  });
  return parsed.success ? parsed.data : null;
}
