const TRAITS: Readonly<Record<string, string>> = {
  country: 'Country',
  language: 'Language',
  first_channel: 'First bought',
  number_of_orders: 'Orders',
  last_order: 'Last order',
  email_consent: 'E-mail consent',
  sms_consent: 'SMS consent',
  tag: 'Tag',
  store: 'Bought in',
};
const TRUTHS: Readonly<Record<string, [yes: string, no: string]>> = {
  bought_in_store: ['Bought in a store', 'Never bought in a store'],
  bought_online: ['Bought online', 'Never bought online'],
  has_refunds: ['Had a refund', 'Never had a refund'],
  has_reviews: ['Wrote a review', 'Never wrote a review'],
  several_records: ['Known to several sources', 'Known to one source'],
};
const CHANNELS: Readonly<Record<string, string>> = { online: 'online', pos: 'in a store', phone: 'by phone' };

/** `Orders: four or more`, `Never bought online`. */
export function differenceInWords({ trait, value }: { trait: string; value: string }): string {
  const truth = TRUTHS[trait];
  if (truth) {
    return truth[value === 'true' ? 0 : 1];
  }
  const shown = trait === 'first_channel' ? (CHANNELS[value] ?? value) : value;
  return `${TRAITS[trait] ?? trait}: ${shown}`;
}
