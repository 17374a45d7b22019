import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** A customer of Shopify as Onefold knows the person. Money in minor units of the shop's currency. */
export type Glance = {
  publicId: string;
  netMinor: number;
  onlineOrders: number;
  posOrders: number;
  lastOrderDay: string | null;
  emailConsent: string;
  smsConsent: string;
  sources: string[];
  segments: string[];
};

/** The person behind a customer's id in Shopify; null if there is none yet. A few rows by key. */
export async function readGlance(tx: Tx, customerId: string): Promise<Glance | null> {
  const { shopId } = tx;
  const [row] = await tx.rows<Glance>(sql`
    select p.public_id as "publicId", m.net_minor as "netMinor", m.online_orders as "onlineOrders", m.pos_orders as "posOrders",
           m.last_order_day::text as "lastOrderDay", m.email_consent as "emailConsent", m.sms_consent as "smsConsent",
           coalesce((select array_agg(s.name order by s.name) from source s where s.shop_id = ${shopId} and s.id = any(p.sources)), '{}') as sources,
           coalesce((select array_agg(g.name order by g.name) from segment_member sm
                     join segment g on g.shop_id = ${shopId} and g.id = sm.segment_id
                     where sm.shop_id = ${shopId} and sm.profile_id = p.id), '{}') as segments
    from source s
    join customer_record r on r.shop_id = ${shopId} and r.source_id = s.id and r.external_id = ${customerId} and r.kind = 'customer'
    join profile_member pm on pm.shop_id = ${shopId} and pm.record_id = r.id
    join profile p on p.shop_id = ${shopId} and p.id = pm.profile_id
    join profile_metrics m on m.shop_id = ${shopId} and m.profile_id = p.id
    where s.shop_id = ${shopId} and s.kind = 'shopify'`);
  return row ?? null;
}
