import { listTargets, type TargetLine } from '#app/activation/list-targets.server.ts';
import { audit } from '#app/governance/audit.server.ts';
import { giveRole, listStaff } from '#app/governance/staff.server.ts';
import type { StaffMember } from '#app/governance/staff.ts';
import { withShop } from '#app/platform/db.server.ts';

export type ActivationPage = { targets: TargetLine[]; staff: StaffMember[] };

/** What goes to Shopify, and who may take people out of Onefold. */
export function readActivationPage(shopId: number): Promise<ActivationPage> {
  return withShop(shopId, async (tx) => ({ targets: await listTargets(tx), staff: await listStaff(tx) }));
}

/** Gives a member of staff a role. Throws a Refusal unless the shop's owner asks. */
export function changeRole(
  shopId: number,
  by: { actor: string; staff: StaffMember },
  wish: { staffId: string; role: string },
): Promise<void> {
  return withShop(shopId, async (tx) => {
    await giveRole(tx, by.staff, wish.staffId, wish.role);
    await audit(tx, by.actor, 'staff.role_given', wish.staffId, { role: wish.role });
  });
}
