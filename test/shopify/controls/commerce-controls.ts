import {
  addTags,
  changeCustomer,
  createCustomer,
  deleteCustomer,
  mergeCustomers,
  removeTags,
  setEmailConsent,
  setSmsConsent,
} from '../actions/customer-actions.ts';
import { cancelOrder, deleteOrder, editOrder, placeOrder, refundOrder } from '../actions/order-actions.ts';
import { changeProduct, createProduct, deleteProduct, productOrRefuse, setStock } from '../actions/product-actions.ts';
import { ActionRefused, announce, type Site } from '../actions/site.ts';
import type { MarketingState, ShopifyConsent, ShopifyCustomer, ShopifyOrder } from '../dataset.ts';
import { shopPayload } from '../webhooks/shop-payload.ts';
import { toGid } from '../world/gid.ts';
import { now, toInstant } from '../world/instant.ts';
import { toCents } from '../world/money.ts';
import { refundedCents } from '../world/spending.ts';
import type { Control } from './control.ts';
import { basket, customer, type Fields, id, order, pickOne, text } from './control-fields.ts';
import { inventedPerson } from './invented-person.ts';

function told(order: ShopifyOrder): Record<string, unknown> {
  return { orderId: toGid('Order', order.id), name: order.name, total: order.total, customerId: order.customerId };
}

/** A new customer with `newCustomer`, the one named, nobody with `anonymous`, else any. */
function buyer(site: Site, fields: Fields): ShopifyCustomer | null {
  if (fields.anonymous === true || fields.anonymous === 'true') return null;
  if (fields.newCustomer === true || fields.newCustomer === 'true') return createCustomer(site, inventedPerson(fields));
  return customer(site.shop, fields);
}

function sell(channel: 'online' | 'pos'): Control {
  return {
    run: (site, fields) => {
      const placedAt = text(fields, 'placedAt');
      const placed = placeOrder(site, {
        channel,
        customer: buyer(site, fields),
        basket: basket(site.shop, fields),
        discountCode: text(fields, 'discountCode'),
        ...(placedAt === null ? {} : { placedAt: toInstant(placedAt) }),
      });
      return told(placed);
    },
  };
}

function consentOf(fields: Fields): ShopifyConsent {
  return {
    marketingState: (text(fields, 'state') ?? 'SUBSCRIBED').toUpperCase() as MarketingState,
    marketingOptInLevel: 'SINGLE_OPT_IN',
    marketingUpdatedAt: toInstant(text(fields, 'at') ?? now()),
  };
}

const CUSTOMER_FIELDS = ['firstName', 'lastName', 'email', 'phone', 'note', 'locale'];

/** The fields given, else a new telephone number: a change that is always one. */
function changeOf(fields: Fields): Record<string, unknown> {
  const given = CUSTOMER_FIELDS.filter((name) => name in fields).map((name) => [name, text(fields, name)]);
  return given.length > 0 ? Object.fromEntries(given) : { note: `Called on ${now()}` };
}

function mergePair(site: Site, fields: Fields): [ShopifyCustomer, ShopifyCustomer] {
  const kept = customer(site.shop, fields, 'keptId');
  const others = [...site.shop.store.customers.values()].filter((other) => other !== kept);
  const gone =
    id(fields, 'goneId') === null ? pickOne(others, 'second customer') : customer(site.shop, fields, 'goneId');
  return [kept, gone];
}

const refundable = (candidate: ShopifyOrder): boolean =>
  toCents(candidate.total) > refundedCents(candidate) && candidate.cancelledAt === null;

function withoutOrders(site: Site): ShopifyCustomer[] {
  return [...site.shop.store.customers.values()].filter(
    (candidate) => site.shop.store.ordersOf(candidate.id).length === 0,
  );
}

/** What happens in a shop: people, orders, products. */
export const COMMERCE_CONTROLS: Record<string, Control> = {
  'sale-online': sell('online'),
  'sale-pos': sell('pos'),
  refund: {
    run: (site, fields) => {
      const found = order(site.shop, fields, refundable);
      const refund = refundOrder(site, found, id(fields, 'lineItemId'));
      return { ...told(found), refundId: toGid('Refund', refund.id), amount: refund.amount };
    },
  },
  'cancel-order': {
    run: (site, fields) => {
      const found = order(site.shop, fields, (candidate) => candidate.cancelledAt === null);
      cancelOrder(site, found);
      return told(found);
    },
  },
  'edit-order': {
    run: (site, fields) => {
      const found = order(site.shop, fields);
      editOrder(site, found);
      return told(found);
    },
  },
  'delete-order': {
    run: (site, fields) => {
      const found = order(site.shop, fields);
      deleteOrder(site, found);
      return told(found);
    },
  },
  'create-customer': {
    run: (site, fields) => {
      const created = createCustomer(site, inventedPerson(fields));
      return { customerId: toGid('Customer', created.id), email: created.email };
    },
  },
  'change-customer': {
    run: (site, fields) => {
      const found = customer(site.shop, fields);
      changeCustomer(site, found, changeOf(fields));
      return { customerId: toGid('Customer', found.id), updatedAt: found.updatedAt };
    },
  },
  'delete-customer': {
    run: (site, fields) => {
      const found =
        id(fields, 'customerId') === null
          ? pickOne(withoutOrders(site), 'customer without orders')
          : customer(site.shop, fields);
      deleteCustomer(site, found);
      return { customerId: toGid('Customer', found.id) };
    },
  },
  'merge-customers': {
    run: (site, fields) => {
      const [kept, gone] = mergePair(site, fields);
      const jobId = mergeCustomers(site, kept, gone);
      return { keptId: toGid('Customer', kept.id), goneId: toGid('Customer', gone.id), jobId: toGid('Job', jobId) };
    },
  },
  'add-tags': {
    run: (site, fields) => {
      const found = customer(site.shop, fields);
      addTags(site, found, (text(fields, 'tags') ?? 'vip').split(','));
      return { customerId: toGid('Customer', found.id), tags: found.tags };
    },
  },
  'remove-tags': {
    run: (site, fields) => {
      const found = customer(site.shop, fields);
      removeTags(site, found, (text(fields, 'tags') ?? found.tags.join(',')).split(','));
      return { customerId: toGid('Customer', found.id), tags: found.tags };
    },
  },
  'email-consent': {
    run: (site, fields) => {
      const found = customer(site.shop, fields);
      setEmailConsent(site, found, consentOf(fields));
      return { customerId: toGid('Customer', found.id), consent: found.emailConsent };
    },
  },
  'sms-consent': {
    run: (site, fields) => {
      const found = customer(site.shop, fields);
      setSmsConsent(site, found, consentOf(fields));
      return { customerId: toGid('Customer', found.id), consent: found.smsConsent };
    },
  },
  'create-product': {
    run: (site, fields) => {
      const created = createProduct(
        site,
        text(fields, 'title') ?? `New arrival ${now().slice(11, 19)}`,
        text(fields, 'price') ?? '29.00',
      );
      return { productId: toGid('Product', created.id) };
    },
  },
  'change-product': {
    run: (site, fields) => {
      const wanted = id(fields, 'productId');
      const found =
        wanted === null ? pickOne([...site.shop.store.products.values()], 'products') : productOrRefuse(site, wanted);
      changeProduct(site, found, { title: text(fields, 'title') ?? `${found.title}` });
      return { productId: toGid('Product', found.id), title: found.title };
    },
  },
  'set-stock': {
    run: (site, fields) => {
      const wanted = id(fields, 'productId');
      const found =
        wanted === null ? pickOne([...site.shop.store.products.values()], 'products') : productOrRefuse(site, wanted);
      setStock(site, found, Number(text(fields, 'available') ?? 0));
      return { productId: toGid('Product', found.id) };
    },
  },
  'delete-product': {
    run: (site, fields) => {
      const wanted = id(fields, 'productId');
      if (wanted === null) throw new ActionRefused('productId is needed.');
      deleteProduct(site, productOrRefuse(site, wanted));
      return {};
    },
  },
  'change-shop': {
    run: (site, fields) => {
      const { store } = site.shop;
      store.shop.name = text(fields, 'name') ?? store.shop.name;
      store.shop.currencyCode = text(fields, 'currencyCode') ?? store.shop.currencyCode;
      store.shop.ianaTimezone = text(fields, 'ianaTimezone') ?? store.shop.ianaTimezone;
      announce(site, 'shop/update', shopPayload(store));
      return { name: store.shop.name };
    },
  },
};
