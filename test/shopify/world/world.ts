import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '../dataset.ts';
import { readAppConfiguration } from '../webhooks/app-configuration.ts';
import { WebhookSender } from '../webhooks/webhook-sender.ts';
import { LiveShop } from './live-shop.ts';
import { DEFAULT_SCOPES, type ResolvedOptions } from './options.ts';
import { Traffic } from './traffic.ts';

const PREFIX = 'shopify-stand-in-';

/** A fresh folder named after the process; those of processes that are gone are deleted (results may be large). */
function ownFolder(parent: string): string {
  for (const name of readdirSync(parent)) {
    const owner = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : 0;
    if (owner > 0 && !isAlive(owner)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  return mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export type Addresses = { shellUrl: string; tunnelUrl: string; apiUrl: string };

/** Everything the stand-in knows: its options, its shops, where it listens and the webhooks it sends. */
export class World {
  readonly options: ResolvedOptions;
  readonly shops = new Map<string, LiveShop>();
  readonly sender: WebhookSender;
  addresses: Addresses = { shellUrl: '', tunnelUrl: '', apiUrl: '' };

  /** Where bulk results lie; a folder of this world's own, as one process may hold several. */
  readonly scratch: string;
  /** Live mode; what an event is, the caller says (it needs the controls, which need the world). */
  readonly traffic: Traffic;

  constructor(options: ResolvedOptions, liveEvent: (world: World, shop: LiveShop) => void = () => {}) {
    this.options = options;
    this.sender = new WebhookSender(options);
    this.scratch = ownFolder(options.scratchFolder);
    this.traffic = new Traffic((shop) => liveEvent(this, shop));
  }

  /** Scopes the app asks for: given by the caller, else by its shopify.app.toml, else a broad list. */
  requestedScopes(): string[] {
    return this.options.scopes ?? readAppConfiguration(this.options.appToml)?.scopes ?? DEFAULT_SCOPES;
  }

  /** Adds a shop, or replaces the one with the same handle. */
  addShop(dataset: Dataset, installed = true): LiveShop {
    const shop = new LiveShop(dataset, this.options, this.requestedScopes(), installed);
    this.shops.set(shop.domain, shop);
    return shop;
  }

  /** By domain or by handle. */
  findShop(name: string | undefined): LiveShop | null {
    if (!name) return null;
    return this.shops.get(name) ?? this.shops.get(`${name}.myshopify.com`) ?? null;
  }

  /** Sends one topic for a shop if the app is installed there. `eventId` ties the deliveries of one merchant action. */
  emit(shop: LiveShop, topic: string, payload: unknown, eventId: string): void {
    if (!shop.installed) return;
    this.sender.send({ shop: shop.domain, topic, payload, eventId });
  }
}
