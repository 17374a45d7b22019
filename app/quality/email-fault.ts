import { normaliseEmail, splitEmails } from '#app/normalise/email.ts';

/** What is wrong with a cell in which no usable e-mail address was found. Null: one of its addresses could be used. */
export function emailFault(cell: string): 'unreadable' | 'placeholder' | null {
  const read = splitEmails(cell).map((address) => normaliseEmail(address));
  const addresses = read.filter((address) => address !== null);
  if (addresses.length === 0) {
    return 'unreadable';
  }
  return addresses.every((address) => address.suspicion === 'placeholder') ? 'placeholder' : null;
}
