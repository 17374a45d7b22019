/** Somebody who works in the shop. The owner may do everything; all others what the owner lets them. */
export type StaffMember = { staffId: string; name: string; isOwner: boolean; role: StaffRole };

/** `reader` sees every page; `marketer` may also take people out of Onefold: download them, send them to Shopify. */
export type StaffRole = 'reader' | 'marketer';

export const STAFF_ROLES: readonly { role: StaffRole; label: string }[] = [
  { role: 'reader', label: 'Sees pages only' },
  { role: 'marketer', label: 'May download people and send them to Shopify' },
];

/** Whether somebody may take people out of Onefold. */
export function mayTakeOut(member: StaffMember): boolean {
  return member.isOwner || member.role === 'marketer';
}
