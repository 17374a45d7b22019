/** The people who may open the app in this shell. The first owns the shop. */
export type StaffMember = {
  id: number;
  first_name: string;
  last_name: string;
  email: string;
  email_verified: boolean;
  account_owner: boolean;
  locale: string;
  collaborator: boolean;
};

function member(id: number, first: string, last: string, owner: boolean, collaborator = false): StaffMember {
  return {
    id,
    first_name: first,
    last_name: last,
    email: `${first.toLowerCase()}.${last.toLowerCase()}@example.com`,
    email_verified: true,
    account_owner: owner,
    locale: 'en',
    collaborator,
  };
}

export const STAFF: readonly StaffMember[] = [
  member(902541635, 'Olive', 'Owner', true),
  member(902541636, 'Sam', 'Staff', false),
  member(902541637, 'Cleo', 'Collaborator', false, true),
];

/** The member with this id, else the owner. */
export function staffMember(id: string | number | null): StaffMember {
  const found = STAFF.find((candidate) => String(candidate.id) === String(id));
  return found ?? (STAFF[0] as StaffMember);
}
