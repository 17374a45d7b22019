import { rm } from 'node:fs/promises';
import { liveEvent } from './controls/live-event.ts';
import { type ControlAnswer, runControl } from './controls/run-control.ts';
import type { Dataset } from './dataset.ts';
import { apiHandler } from './server/api-server.ts';
import { close, listen, portOf } from './server/http.ts';
import { startTunnel } from './server/tunnel.ts';
import { shellHandler } from './shell/shell-server.ts';
import { newEventId } from './webhooks/webhook-headers.ts';
import type { Delivery, Outgoing } from './webhooks/webhook-sender.ts';
import type { LiveShop } from './world/live-shop.ts';
import { refuseInProduction, resolveOptions, type StandInOptions } from './world/options.ts';
import { World } from './world/world.ts';

export type StandIn = {
  shellUrl: string;
  tunnelUrl: string;
  apiUrl: string;
  apiKey: string;
  apiSecret: string;
  world: World;
  /** Adds a shop (or replaces it). The dataset's rows are taken over. */
  addShop: (dataset: Dataset, installed?: boolean) => LiveShop;
  /** The same as `POST /_control/<action>`. */
  control: (action: string, fields?: Record<string, unknown>) => Promise<ControlAnswer>;
  /** Sends any topic with any payload. */
  sendWebhook: (outgoing: Omit<Outgoing, 'eventId'>) => Delivery | null;
  /** Resolves when no webhook is queued, in flight or waiting to be repeated. */
  webhooksSettled: () => Promise<void>;
  close: () => Promise<void>;
};

/** Starts shell, tunnel and API in this process. */
export async function startStandIn(options: StandInOptions = {}): Promise<StandIn> {
  refuseInProduction(process.env);
  const world = new World(resolveOptions(options), liveEvent);
  const api = await listen(world.options.apiPort, apiHandler(world));
  const tunnel = await startTunnel(world);
  const shell = await listen(world.options.shellPort, shellHandler(world));
  world.addresses = {
    shellUrl: `http://localhost:${portOf(shell)}`,
    tunnelUrl: `http://localhost:${portOf(tunnel)}`,
    apiUrl: `http://127.0.0.1:${portOf(api)}`,
  };
  return {
    ...world.addresses,
    apiKey: world.options.apiKey,
    apiSecret: world.options.apiSecret,
    world,
    addShop: (dataset, installed) => world.addShop(dataset, installed),
    control: (action, fields = {}) => runControl(world, action, fields),
    sendWebhook: (outgoing) => world.sender.send({ ...outgoing, eventId: newEventId() }),
    webhooksSettled: () => world.sender.idle(),
    close: async () => {
      world.traffic.close();
      world.sender.close();
      await Promise.all([close(api), close(tunnel), close(shell)]);
      await rm(world.scratch, { recursive: true, force: true });
    },
  };
}
