import type { DraftedColumn } from './draft-columns.ts';

const NAMES = ['full_name', 'given_name', 'family_name'];

/**
 * A receiver is one only beside a payer: where a file names one person, whatever its headers call him, he is the buyer, and columns of a
 * receiver without a name say where the buyer has his goods sent. Such columns go to the buyer, those that he has already to nobody.
 */
export function settleReceiver(drafted: readonly DraftedColumn[]): DraftedColumn[] {
  const fields = new Set(drafted.map(({ field }) => field));
  const isNamed = (group: string) => NAMES.some((name) => fields.has(`${group}.${name}`));
  if (isNamed('customer') && isNamed('receiver')) return [...drafted];
  return drafted.flatMap((one) => {
    if (!one.field.startsWith('receiver.')) return [one];
    const own = one.field.replace('receiver.', 'customer.');
    if (!fields.has(own)) return [{ ...one, field: own }];
    return own === 'customer.phone' ? [{ ...one, field: 'customer.other_phone' }] : [];
  });
}
