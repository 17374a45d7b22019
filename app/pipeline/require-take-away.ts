import { mayTakeAway, type StaffMember } from '#app/governance/staff.ts';
import { Refusal } from '#app/platform/refusal.ts';

/** Who does something, and by which role. */
export type Doer = { actor: string; staff: StaffMember };

/** Throws a Refusal for whoever may not delete or take back what others rely on. */
export function requireTakeAway({ staff }: Doer): void {
  if (!mayTakeAway(staff)) {
    throw new Refusal('governance.role', 'Your role does not let you delete this or take it back.', {
      remedy: 'The owner of the shop gives roles under Segments, Sent to Shopify.',
    });
  }
}
