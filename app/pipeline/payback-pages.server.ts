import { removeCost, saveCost } from '#app/analytics/acquisition-costs.server.ts';
import { readCostDraft, type TypedCost } from '#app/analytics/cost-draft.ts';
import type { CostTargets, PaybackPage } from '#app/analytics/payback.ts';
import { audit } from '#app/governance/audit.server.ts';
import { mayBringIn, type StaffMember } from '#app/governance/staff.ts';
import { todayIn } from '#app/metrics/value-model.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { forgetFigure, readFigure } from './figures.server.ts';

export type PaybackView = PaybackPage & { targets: CostTargets; thisMonth: string };

/** What winning customers cost, what they brought back since, and what costs can be told for. */
export async function readPaybackView(shop: Shop): Promise<PaybackView> {
  const { body } = await readFigure(shop, 'payback');
  const { body: targets } = await readFigure(shop, 'cost-targets');
  return { ...body, targets, thisMonth: todayIn(shop.timeZone).slice(0, 7) };
}

type Asking = { shop: Shop; staff: StaffMember; actor: string };

/** Keeps a cost, in place of an earlier one of the same customers. Throws a Refusal that names the field. */
export async function keepCost({ shop, staff, actor }: Asking, typed: TypedCost): Promise<void> {
  requireRole(staff);
  const draft = readCostDraft(typed, todayIn(shop.timeZone), shop.currency);
  await withShop(shop.shopId, async (tx) => {
    const id = await saveCost(tx, draft, actor);
    await forgetFigure(tx, 'payback');
    await audit(tx, actor, 'cost.kept', String(id), { month: draft.month, amountMinor: draft.amountMinor });
  });
}

/** Forgets a cost. */
export async function dropCost({ shop, staff, actor }: Asking, id: number): Promise<void> {
  requireRole(staff);
  await withShop(shop.shopId, async (tx) => {
    await removeCost(tx, id);
    await forgetFigure(tx, 'payback');
    await audit(tx, actor, 'cost.removed', String(id));
  });
}

function requireRole(staff: StaffMember): void {
  if (!mayBringIn(staff)) {
    throw new Refusal('analytics.cost_role', 'Only who may bring data into Onefold enters or removes costs.', {
      remedy: 'The owner of the shop gives that role under Segments, Sent to Shopify.',
    });
  }
}
