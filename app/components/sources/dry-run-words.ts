/** Words for fields and kinds as a dry run names them. */
const WORDS: Readonly<Record<string, string>> = {
  given_name: 'First name',
  family_name: 'Last name',
  full_name: 'Name',
  company: 'Company',
  email: 'E-mail',
  phone: 'Phone',
  line1: 'Street',
  line2: 'Address line 2',
  city: 'City',
  region: 'Region',
  postal_code: 'Postal code',
  country: 'Country',
  birth_date: 'Date of birth',
  language: 'Language',
  note: 'Note',
  account_state: 'Account',
  tags: 'Tags',
  custom: 'Own fields',
  total: 'Total',
  placed_at: 'Date and time (UTC)',
  status: 'Status',
  customer: 'Customer',
  store: 'Store',
  staff: 'Staff',
  loyalty: 'loyalty number',
  card: 'card',
  shopify_customer: 'Shopify number',
  square_customer: 'Square number',
  other: 'number',
};

const CONSENTS: Readonly<Record<string, string>> = {
  granted: 'agreed',
  denied: 'opted out',
  pending: 'not confirmed',
  unknown: 'not known',
};

const CHANNELS: Readonly<Record<string, string>> = { email: 'E-mail', sms: 'SMS' };

export function fieldWord(field: string): string {
  return WORDS[field] ?? field.replaceAll('_', ' ');
}

/** "E-mail: agreed → opted out"; of new people "E-mail: new, agreed". */
export function consentWords({ channel, from, to }: { channel: string; from: string | null; to: string }): string {
  const is = CONSENTS[to] ?? to;
  return `${CHANNELS[channel] ?? channel}: ${from === null ? `new, ${is}` : `${CONSENTS[from] ?? from} → ${is}`}`;
}
