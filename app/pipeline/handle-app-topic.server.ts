import { audit } from '#app/governance/audit.server.ts';
import { keepPrivacyRequest } from '#app/governance/privacy-request.server.ts';
import { fingerprint } from '#app/platform/crypto.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { type Shop, shopDataKey } from '#app/shops/find-shop.server.ts';
import { isInstalledAnew, takeOverScopes, uninstall } from '#app/shops/shop-state.server.ts';
import { idOf, objectOf, type Payload, textOf, textsOf } from '#app/sources/shopify/payload.ts';
import { enqueue } from './enqueue.server.ts';
import { describeShop } from './restate-shop.server.ts';

type Handler = (tx: Tx, shop: Shop, payload: Payload, triggeredAt: Date) => Promise<void>;

function privacy(kind: 'export' | 'erase'): Handler {
  return async (tx, shop, payload) => {
    const customer = objectOf(payload['customer']) ?? {};
    const orders = payload[kind === 'export' ? 'orders_requested' : 'orders_to_redact'];
    const [email, phone] = [textOf(customer['email']), textOf(customer['phone'])];
    const contact = email || phone ? fingerprint(await shopDataKey(shop.shopId), `${email}|${phone}`) : null;
    const key = idOf(objectOf(payload['data_request'])?.['id']) ?? idOf(customer['id']) ?? contact;
    if (key === null) {
      throw new TypeError('the request names nobody');
    }
    const requestId = await keepPrivacyRequest(tx, kind, {
      key,
      customerId: idOf(customer['id']),
      email,
      phone,
      orderIds: Array.isArray(orders) ? orders.map((id) => idOf(id)).filter((id) => id !== null) : [],
    });
    await enqueue(tx, 'privacy-carry-out', { shopId: shop.shopId, requestId });
  };
}

/** Topics about the app, the shop and people's rights: what they change is not a record. */
export const APP_TOPICS: Readonly<Record<string, Handler>> = {
  'app/uninstalled': async (tx, _shop, _payload, triggeredAt) => uninstall(tx, triggeredAt),
  'app/scopes_update': async (tx, _shop, payload) => takeOverScopes(tx, textsOf(payload['current'])),
  'shop/update': async (tx, _shop, payload) =>
    describeShop(tx, {
      name: textOf(payload['name']),
      currency: textOf(payload['currency']),
      timeZone: textOf(payload['iana_timezone']),
      country: textOf(payload['country_code']),
      email: textOf(payload['email']),
      plan: textOf(payload['plan_name']),
    }),
  'bulk_operations/finish': async (tx, shop) => enqueue(tx, 'backfill-step', { shopId: shop.shopId }),
  'customers/data_request': privacy('export'),
  'customers/redact': privacy('erase'),
  'shop/redact': async (tx, shop, _payload, triggeredAt) => {
    // It comes two days after an uninstallation: a merchant who is back by then keeps what is his.
    if (await isInstalledAnew(tx, triggeredAt)) {
      await audit(tx, 'Shopify', 'shop.kept');
    } else {
      await enqueue(tx, 'shop-erase', { shopId: shop.shopId });
    }
  },
};
