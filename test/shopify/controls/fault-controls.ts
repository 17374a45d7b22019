import { ActionRefused } from '../actions/site.ts';
import type { Fault } from '../graphql/fault-plan.ts';
import { CALM } from '../webhooks/chaos.ts';
import type { Delivery } from '../webhooks/webhook-sender.ts';
import type { Control } from './control.ts';
import { number, text } from './control-fields.ts';

const FAULTS: Record<string, Fault> = {
  throttle: 'throttle',
  '429': 429,
  '500': 500,
  '502': 502,
  '503': 503,
  reset: 'reset',
};

function seen(delivery: Delivery): Record<string, unknown> {
  const { body, ...rest } = delivery;
  return { ...rest, bytes: Buffer.byteLength(body) };
}

/** Things that go wrong: the Admin API, bulk operations, webhooks. */
export const FAULT_CONTROLS: Record<string, Control> = {
  'api-fault': {
    run: ({ shop }, fields) => {
      const fault = FAULTS[text(fields, 'fault') ?? 'throttle'];
      if (!fault) throw new ActionRefused(`Unknown fault; one of ${Object.keys(FAULTS).join(', ')}.`);
      shop.faults.plan(fault, number(fields, 'calls', 1));
      return {};
    },
  },
  'clear-faults': {
    run: ({ shop, world }) => {
      shop.faults.clear();
      Object.assign(shop.bulk.faults, { failNext: 0, cutNextDownloads: 0 });
      world.sender.change({ ...CALM });
      return {};
    },
  },
  'set-points': {
    run: ({ shop }, fields) => {
      shop.bucket.setAvailable(number(fields, 'points', 0));
      return { throttle: shop.bucket.status() };
    },
  },
  'bulk-fail': {
    run: ({ shop }, fields) => {
      shop.bulk.faults.failNext = number(fields, 'count', 1);
      return {};
    },
  },
  'bulk-cut': {
    run: ({ shop }, fields) => {
      shop.bulk.faults.cutNextDownloads = number(fields, 'count', 1);
      return {};
    },
  },
  'bulk-expire': { run: ({ shop }) => ({ expired: shop.bulk.expireFiles() }) },
  chaos: {
    withoutShop: true,
    run: ({ world }, { shop: _shop, ...settings }) => {
      try {
        return { chaos: world.sender.change(settings) };
      } catch (error) {
        throw new ActionRefused(error instanceof Error ? error.message : 'Bad settings.');
      }
    },
  },
  release: {
    withoutShop: true,
    run: ({ world }, fields) => {
      const order = text(fields, 'order') ?? 'forward';
      return { released: world.sender.release(order === 'reverse' || order === 'random' ? order : 'forward') };
    },
  },
  repeat: {
    withoutShop: true,
    run: ({ world }, fields) => {
      const wanted = text(fields, 'webhookId') ?? world.sender.log.at(-1)?.webhookId ?? '';
      return { repeated: world.sender.repeat(wanted)?.webhookId ?? null };
    },
  },
  /** Any topic with any payload, for cases no action makes. */
  'send-webhook': {
    run: ({ world, shop, eventId }, fields) => {
      const sent = world.sender.send({
        shop: shop.domain,
        topic: text(fields, 'topic') ?? 'shop/update',
        payload: fields.payload ?? {},
        eventId,
      });
      return { webhookId: sent?.webhookId ?? null };
    },
  },
  webhooks: {
    withoutShop: true,
    run: ({ world }, fields) => ({
      deliveries: world.sender.log
        .slice(-number(fields, 'limit', 50))
        .map(fields.bodies ? (delivery) => ({ ...delivery }) : seen),
    }),
  },
  idle: {
    withoutShop: true,
    run: async ({ world }) => {
      await world.sender.idle();
      return {};
    },
  },
};
