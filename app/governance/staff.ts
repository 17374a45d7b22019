/** Somebody who works in the shop. The owner may do everything; all others what the owner lets them. */
export type StaffMember = { staffId: string; name: string; isOwner: boolean; role: StaffRole };

/**
 * `reader` works on every page, but brings no files in and takes nothing away; all others do. `steward` may also decide who is who; `marketer` may also take
 * people out of Onefold: download them, send them to Shopify; `manager` may do both.
 */
export type StaffRole = 'reader' | 'steward' | 'marketer' | 'manager';

export const STAFF_ROLES: readonly { role: StaffRole; label: string }[] = [
  {
    role: 'reader',
    label:
      'Works here, but brings no files in, deletes and undoes nothing, does not decide who is who and takes no people out',
  },
  { role: 'steward', label: 'May bring files in and decide who is who' },
  { role: 'marketer', label: 'May bring files in, download people and send them to Shopify' },
  { role: 'manager', label: 'May bring files in, decide who is who, download people and send them' },
];

/** Whether somebody may bring files in, put right what was refused in them, and undo that. */
export function mayBringIn(member: StaffMember): boolean {
  return member.isOwner || member.role !== 'reader';
}

/** Whether somebody may delete what others work with, and take back what was done to data. */
export function mayTakeAway(member: StaffMember): boolean {
  return member.isOwner || member.role !== 'reader';
}

/** Whether somebody may take people out of Onefold. */
export function mayTakeOut(member: StaffMember): boolean {
  return member.isOwner || member.role === 'marketer' || member.role === 'manager';
}

/** Whether somebody may decide who is who: answer, split, demote a value, change a rule. */
export function mayDecide(member: StaffMember): boolean {
  return member.isOwner || member.role === 'steward' || member.role === 'manager';
}
