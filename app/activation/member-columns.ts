/** A column of a downloaded segment, in the order in which columns stand in the file. */
export type MemberColumn = { key: MemberColumnKey; label: string; isChosen: boolean };

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

const column = (key: MemberColumnKey, label: string, isChosen = true): MemberColumn => ({ key, label, isChosen });

/** What can stand in a file of people; `isChosen` = stands in it unless it is taken out. */
export const MEMBER_COLUMNS: readonly MemberColumn[] = [
  column('name', 'Name'),
  column('given_name', 'First name', false),
  column('family_name', 'Last name', false),
  column('email', 'Email'),
  column('phone', 'Phone', false),
  column('address', 'Address', false),
  column('city', 'City', false),
  column('region', 'Region', false),
  column('postal_code', 'Postal code', false),
  column('country', 'Country', false),
  column('language', 'Language', false),
  column('email_consent', 'Email consent'),
  column('sms_consent', 'SMS consent'),
  column('orders', 'Orders'),
  column('net', 'Net spent'),
  column('first_order', 'First order', false),
  column('last_order', 'Last order'),
  column('channels', 'Channels', false),
  column('sources', 'Sources', false),
  column('shopify_ids', 'Shopify customers', false),
  column('entered', 'In the segment since', false),
  column('profile', 'Profile', false),
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
