import {
  customerRedactPayload,
  dataRequestPayload,
  scopesUpdatePayload,
  shopPayload,
  shopRedactPayload,
} from '../webhooks/shop-payload.ts';
import { customerOrRefuse } from './customer-actions.ts';
import { ActionRefused, type Site } from './site.ts';

/** Compliance topics and app/uninstalled reach the app although it is gone from the shop. */
function announceAlways(site: Site, topic: string, payload: unknown): void {
  site.world.sender.send({ shop: site.shop.domain, topic, payload, eventId: site.eventId });
}

/** The merchant grants what the app asks for. The app hears of it when it is first opened. */
export function installApp(site: Site): void {
  site.world.sender.reloadConfiguration();
  site.shop.scopes = new Set(site.world.requestedScopes());
  site.shop.installed = true;
}

export function uninstallApp(site: Site): void {
  if (!site.shop.installed) throw new ActionRefused('The app is not installed.');
  site.shop.installed = false;
  site.shop.tokens.revokeAll();
  announceAlways(site, 'app/uninstalled', shopPayload(site.shop.store));
}

export function updateScopes(site: Site, scopes: readonly string[]): void {
  const previous = [...site.shop.scopes];
  site.shop.scopes = new Set(scopes);
  announceAlways(site, 'app/scopes_update', scopesUpdatePayload(site.shop.store, previous, [...scopes]));
}

export type ComplianceTopic = 'customers/data_request' | 'customers/redact' | 'shop/redact';

export function sendCompliance(site: Site, topic: ComplianceTopic, customerId: string | null, requestId: string): void {
  const { store } = site.shop;
  if (topic === 'shop/redact') {
    announceAlways(site, topic, shopRedactPayload(store));
    return;
  }
  const customer = customerOrRefuse(site, customerId ?? '');
  announceAlways(
    site,
    topic,
    topic === 'customers/redact'
      ? customerRedactPayload(store, customer)
      : dataRequestPayload(store, customer, requestId),
  );
}
