import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { STAFF_ROLES, type StaffMember } from './staff.ts';

const SELECT = sql`select staff_id as "staffId", name, is_owner as "isOwner", role from staff_member`;

/** A member of staff as last met; null if nobody has introduced them within the last day. */
export async function findStaff(tx: Tx, staffId: string): Promise<StaffMember | null> {
  const [row] = await tx.rows<StaffMember>(sql`
    ${SELECT} where shop_id = ${tx.shopId} and staff_id = ${staffId} and met_at > now() - interval '1 day'`);
  return row ?? null;
}

/** Keeps who somebody is according to Shopify; their role stays. */
export async function meetStaff(
  tx: Tx,
  met: { staffId: string; name: string; isOwner: boolean },
): Promise<StaffMember> {
  const [row] = await tx.rows<StaffMember>(sql`
    insert into staff_member (shop_id, staff_id, name, is_owner) values (${tx.shopId}, ${met.staffId}, ${met.name}, ${met.isOwner})
    on conflict (shop_id, staff_id) do update set name = excluded.name, is_owner = excluded.is_owner, met_at = now()
    returning staff_id as "staffId", name, is_owner as "isOwner", role`);
  return row!;
}

/** All who have opened a page on which roles count, the owner first. */
export function listStaff(tx: Tx): Promise<StaffMember[]> {
  return tx.rows<StaffMember>(sql`${SELECT} where shop_id = ${tx.shopId} order by is_owner desc, name, staff_id`);
}

/** Gives somebody a role. Throws a Refusal unless the owner of the shop asks. */
export async function giveRole(tx: Tx, by: StaffMember, staffId: string, role: string): Promise<void> {
  if (!by.isOwner) {
    throw new Refusal('governance.owner_only', 'Only the owner of the shop gives roles.');
  }
  if (!STAFF_ROLES.some((one) => one.role === role)) {
    throw new Refusal('governance.role_unknown', 'There is no such role.');
  }
  await tx.run(sql`update staff_member set role = ${role} where shop_id = ${tx.shopId} and staff_id = ${staffId}`);
}
