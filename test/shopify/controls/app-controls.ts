import { installApp, sendCompliance, uninstallApp, updateScopes } from '../actions/app-actions.ts';
import type { Dataset } from '../dataset.ts';
import { signSessionToken } from '../tokens/session-token.ts';
import { STAFF, staffMember } from '../tokens/staff.ts';
import { freshId } from '../world/gid.ts';
import type { Control } from './control.ts';
import { customer, number, text } from './control-fields.ts';

/** The app in the shop: grant, tokens, compliance, traffic. */
export const APP_CONTROLS: Record<string, Control> = {
  'add-shop': {
    withoutShop: true,
    run: ({ world }, fields) => {
      const shop = world.addShop(fields.dataset as Dataset, fields.installed !== false);
      return { shop: shop.domain };
    },
  },
  install: {
    run: (site) => {
      installApp(site);
      return { scopes: [...site.shop.scopes] };
    },
  },
  uninstall: {
    run: (site) => {
      uninstallApp(site);
      return { installed: false };
    },
  },
  'update-scopes': {
    run: (site, fields) => {
      const given = text(fields, 'scopes');
      updateScopes(site, given === null ? site.world.requestedScopes() : given.split(',').map((scope) => scope.trim()));
      return { scopes: [...site.shop.scopes] };
    },
  },
  'data-request': {
    run: (site, fields) => {
      const found = customer(site.shop, fields);
      sendCompliance(site, 'customers/data_request', found.id, freshId());
      return { customerId: found.id };
    },
  },
  'redact-customer': {
    run: (site, fields) => {
      const found = customer(site.shop, fields);
      sendCompliance(site, 'customers/redact', found.id, freshId());
      return { customerId: found.id };
    },
  },
  'redact-shop': {
    run: (site) => {
      sendCompliance(site, 'shop/redact', null, freshId());
      return {};
    },
  },
  'expire-tokens': { run: ({ shop }) => ({ expired: shop.tokens.expireAccess() }) },
  'revoke-tokens': { run: ({ shop }) => ({ revoked: shop.tokens.revokeAll() }) },
  'session-token': {
    run: ({ world, shop }, fields) => {
      const user = staffMember(text(fields, 'user'));
      const seconds = number(fields, 'seconds', world.options.sessionTokenSeconds);
      return { token: signSessionToken(world.options, shop.domain, String(user.id), seconds), userId: String(user.id) };
    },
  },
  live: {
    run: ({ world, shop }, fields) => {
      const perMinute = number(fields, 'perMinute', 0);
      world.traffic.set(shop, perMinute);
      return { perMinute };
    },
  },
  status: {
    run: ({ world, shop }) => ({
      shop: shop.domain,
      installed: shop.installed,
      scopes: [...shop.scopes],
      customers: shop.store.customers.size,
      orders: shop.store.orders.size,
      products: shop.store.products.size,
      throttle: shop.bucket.status(),
      chaos: world.sender.chaos,
      live: world.traffic.pace(shop),
      staff: STAFF.map(({ id, first_name, last_name }) => ({ id: String(id), name: `${first_name} ${last_name}` })),
      shops: [...world.shops.values()].map((other) => ({
        domain: other.domain,
        handle: other.handle,
        name: other.store.shop.name,
      })),
    }),
  },
};
