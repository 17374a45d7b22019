import { randomUUID } from 'node:crypto';
import type { ResolvedOptions } from '../world/options.ts';
import { type AppConfiguration, deliveryPath, readAppConfiguration } from './app-configuration.ts';
import { CALM, type Chaos, changeChaos } from './chaos.ts';
import { signWebhook, triggeredNow, type WebhookIdentity, webhookHeaders } from './webhook-headers.ts';

export type Outgoing = { shop: string; topic: string; payload: unknown; eventId: string };

export type Delivery = WebhookIdentity & {
  path: string;
  body: string;
  hmac: string;
  attempts: number;
  state: 'held' | 'waiting' | 'delivered' | 'failed' | 'dropped';
  /** HTTP status of the last attempt; 0 when there was no answer. */
  lastStatus: number | null;
  lastMs: number | null;
};

const LOG_LENGTH = 1_000;
const CONCURRENCY = 24;

/**
 * Sends webhooks as Shopify does: the payload is fixed when the event happens, any non-2xx answer (redirects included)
 * or silence is a failure, and a failed delivery is repeated unchanged up to the number of configured delays.
 */
export class WebhookSender {
  chaos: Chaos = { ...CALM };
  readonly log: Delivery[] = [];
  #options: ResolvedOptions;
  #configuration: AppConfiguration | null = null;
  #held: Delivery[] = [];
  #queue: Delivery[] = [];
  #inFlight = 0;
  #timers = new Set<NodeJS.Timeout>();
  #closed = false;
  #idleWaiters: (() => void)[] = [];

  constructor(options: ResolvedOptions) {
    this.#options = options;
    this.reloadConfiguration();
  }

  /** Reads the app's subscriptions again. */
  reloadConfiguration(): void {
    this.#configuration = readAppConfiguration(this.#options.appToml);
  }

  /** Queues one event; null when the app does not subscribe to the topic. */
  send(outgoing: Outgoing): Delivery | null {
    const path = deliveryPath(this.#configuration, outgoing.topic);
    if (path === null || this.#closed) return null;
    const delivery = this.#prepare(outgoing, path);
    this.#remember(delivery);
    if (Math.random() < this.chaos.dropShare) {
      delivery.state = 'dropped';
      return delivery;
    }
    this.#schedule(delivery);
    if (Math.random() < this.chaos.duplicateShare) this.#schedule(delivery);
    return delivery;
  }

  /** Sends a delivery again, as a duplicate: same id, same bytes. */
  repeat(webhookId: string): Delivery | null {
    const found = this.log.find((delivery) => delivery.webhookId === webhookId);
    if (found) this.#schedule(found);
    return found ?? null;
  }

  change(settings: Record<string, unknown>): Chaos {
    this.chaos = changeChaos(this.chaos, settings);
    if (!this.chaos.hold) this.release('forward');
    return this.chaos;
  }

  /** Lets held deliveries go, in the order asked for. */
  release(order: 'forward' | 'reverse' | 'random'): number {
    const held = this.#held;
    this.#held = [];
    if (order === 'reverse') held.reverse();
    if (order === 'random') held.sort(() => Math.random() - 0.5);
    for (const delivery of held) this.#enqueue(delivery);
    return held.length;
  }

  /** Resolves once nothing is queued, in flight or waiting for a retry (held deliveries do not count). */
  idle(): Promise<void> {
    if (this.#quiet()) return Promise.resolve();
    return new Promise((resolve) => this.#idleWaiters.push(resolve));
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#queue = [];
    this.#settle();
  }

  #prepare(outgoing: Outgoing, path: string): Delivery {
    const body = JSON.stringify(outgoing.payload);
    const forged = Math.random() < this.chaos.wrongHmacShare;
    return {
      shop: outgoing.shop,
      topic: outgoing.topic,
      webhookId: randomUUID(),
      eventId: outgoing.eventId,
      triggeredAt: triggeredNow(),
      apiVersion: this.#configuration?.apiVersion ?? '2026-07',
      path,
      body,
      hmac: signWebhook(body, forged ? 'not the secret' : this.#options.apiSecret),
      attempts: 0,
      state: 'waiting',
      lastStatus: null,
      lastMs: null,
    };
  }

  #remember(delivery: Delivery): void {
    this.log.push(delivery);
    if (this.log.length > LOG_LENGTH) this.log.splice(0, this.log.length - LOG_LENGTH);
  }

  #schedule(delivery: Delivery): void {
    if (this.chaos.hold) {
      delivery.state = 'held';
      this.#held.push(delivery);
      return;
    }
    const wait = this.chaos.delayMs + Math.random() * this.chaos.shuffleMs;
    if (wait > 0) this.#later(wait, () => this.#enqueue(delivery));
    else this.#enqueue(delivery);
  }

  #enqueue(delivery: Delivery): void {
    delivery.state = 'waiting';
    this.#queue.push(delivery);
    this.#pump();
  }

  #pump(): void {
    while (this.#inFlight < CONCURRENCY && this.#queue.length > 0 && !this.#closed) {
      const delivery = this.#queue.shift() as Delivery;
      this.#inFlight += 1;
      void this.#attempt(delivery).finally(() => {
        this.#inFlight -= 1;
        this.#pump();
        this.#settle();
      });
    }
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const started = performance.now();
    delivery.attempts += 1;
    delivery.lastStatus = await this.#post(delivery);
    delivery.lastMs = Math.round(performance.now() - started);
    if (delivery.lastStatus >= 200 && delivery.lastStatus < 300) {
      delivery.state = 'delivered';
      return;
    }
    const wait = this.#options.webhookRetryDelaysMs[delivery.attempts - 1];
    if (wait === undefined || this.#closed) delivery.state = 'failed';
    else this.#later(wait, () => this.#enqueue(delivery));
  }

  async #post(delivery: Delivery): Promise<number> {
    try {
      const answer = await fetch(new URL(delivery.path, this.#options.appUrl), {
        method: 'POST',
        headers: webhookHeaders(delivery, delivery.hmac),
        body: delivery.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#options.webhookTimeoutMs),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  #later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
      this.#settle();
    }, ms);
    this.#timers.add(timer);
  }

  #quiet(): boolean {
    return this.#closed || (this.#inFlight === 0 && this.#queue.length === 0 && this.#timers.size === 0);
  }

  #settle(): void {
    if (!this.#quiet()) return;
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }
}
