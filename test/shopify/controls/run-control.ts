import { ActionRefused } from '../actions/site.ts';
import { newEventId } from '../webhooks/webhook-headers.ts';
import type { World } from '../world/world.ts';
import { APP_CONTROLS } from './app-controls.ts';
import { COMMERCE_CONTROLS } from './commerce-controls.ts';
import type { Control } from './control.ts';
import type { Fields } from './control-fields.ts';
import { FAULT_CONTROLS } from './fault-controls.ts';

export type ControlAnswer = { status: number; body: Record<string, unknown> };

/** Every control by name; `POST /_control/<name>`. README.md lists them for people. */
const CONTROLS: Record<string, Control> = { ...COMMERCE_CONTROLS, ...APP_CONTROLS, ...FAULT_CONTROLS };

/** Runs a control; the shop is `shop` (domain or handle), else the first. */
export async function runControl(world: World, action: string, fields: Fields): Promise<ControlAnswer> {
  const control = CONTROLS[action];
  if (!control) return { status: 404, body: { error: `Unknown control: ${action}`, controls: Object.keys(CONTROLS) } };
  const shop = fields.shop ? world.findShop(String(fields.shop)) : [...world.shops.values()][0];
  if (!shop && !control.withoutShop) return { status: 404, body: { error: `Unknown shop: ${String(fields.shop)}` } };
  try {
    const site = { world, shop: shop as NonNullable<typeof shop>, eventId: newEventId() };
    return { status: 200, body: (await control.run(site, fields)) ?? {} };
  } catch (error) {
    if (error instanceof ActionRefused) return { status: 422, body: { error: error.message } };
    throw error;
  }
}
