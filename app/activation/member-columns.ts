/** A column of a downloaded segment, in the order in which columns stand in the file. */
export type MemberColumn = { key: MemberColumnKey; label: string; isChosen: boolean; group: ColumnGroup };

export const COLUMN_GROUPS = ['Who they are', 'What they agreed to and bought', 'Where they come from'] as const;
export type ColumnGroup = (typeof COLUMN_GROUPS)[number];

export type MemberColumnKey =
  | 'name'
  | 'given_name'
  | 'family_name'
  | 'email'
  | 'phone'
  | 'address'
  | 'city'
  | 'region'
  | 'postal_code'
  | 'country'
  | 'language'
  | 'email_consent'
  | 'sms_consent'
  | 'orders'
  | 'net'
  | 'first_order'
  | 'last_order'
  | 'channels'
  | 'sources'
  | 'shopify_ids'
  | 'entered'
  | 'profile';

const [WHO, BUYS, ORIGIN] = COLUMN_GROUPS;

const column = (group: ColumnGroup, key: MemberColumnKey, label: string, isChosen = true): MemberColumn => ({
  key,
  label,
  isChosen,
  group,
});

/** What can stand in a file of people; `isChosen` = stands in it unless it is taken out. */
export const MEMBER_COLUMNS: readonly MemberColumn[] = [
  column(WHO, 'name', 'Name'),
  column(WHO, 'given_name', 'First name', false),
  column(WHO, 'family_name', 'Last name', false),
  column(WHO, 'email', 'Email'),
  column(WHO, 'phone', 'Phone', false),
  column(WHO, 'address', 'Address', false),
  column(WHO, 'city', 'City', false),
  column(WHO, 'region', 'Region', false),
  column(WHO, 'postal_code', 'Postal code', false),
  column(WHO, 'country', 'Country', false),
  column(WHO, 'language', 'Language', false),
  column(BUYS, 'email_consent', 'Email consent'),
  column(BUYS, 'sms_consent', 'SMS consent'),
  column(BUYS, 'orders', 'Orders'),
  column(BUYS, 'net', 'Net spent'),
  column(BUYS, 'first_order', 'First order', false),
  column(BUYS, 'last_order', 'Last order'),
  column(BUYS, 'channels', 'Channels', false),
  column(ORIGIN, 'sources', 'Sources', false),
  column(ORIGIN, 'shopify_ids', 'Shopify customers', false),
  column(ORIGIN, 'entered', 'In the segment since', false),
  column(ORIGIN, 'profile', 'Profile', false),
];

/** Consent goes wherever the contact goes that it is about. */
const CONSENT_OF: Partial<Record<MemberColumnKey, MemberColumnKey>> = { email: 'email_consent', phone: 'sms_consent' };

/** The asked-for columns that exist, in order, with the consent of every contact among them; the usual ones if none. */
export function chooseColumns(keys: readonly string[]): MemberColumn[] {
  const known = MEMBER_COLUMNS.filter((one) => keys.includes(one.key));
  const asked = known.length > 0 ? known : MEMBER_COLUMNS.filter((one) => one.isChosen);
  const consents = asked.map((one) => CONSENT_OF[one.key]);
  return MEMBER_COLUMNS.filter((one) => asked.includes(one) || consents.includes(one.key));
}

/** Whom a file leaves out for want of consent. */
export const REACHES = ['all', 'email', 'sms'] as const;
export type Reach = (typeof REACHES)[number];
