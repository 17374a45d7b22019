import { decorateEmail, respellGmail, typo, writePhone } from './dirt.ts';
import type { Manner } from './manners.ts';
import type { Random } from './random.ts';
import { type Store, stores } from './stores.ts';
import type { Subject } from './subjects.ts';

const placeholderEmails = [
  'none@none.com',
  'no@email.com',
  'na@na.com',
  'test@test.com',
  'noemail@example.com',
  'unknown@unknown.com',
];
const placeholderPhones = ['0000000000', '1111111111', '123', '+10000000000'];

/** The e-mail a record holds, as it was written; null when none. `store` says whose kiosk mailbox may be typed. */
export function typeEmail(random: Random, subject: Subject, manner: Manner, store: Store | null): string | null {
  if (random.chance(manner.noEmail)) return null;
  if (random.chance(manner.placeholderEmail)) return random.pick(placeholderEmails);
  if (random.chance(manner.kioskMailbox)) return (store ?? (stores[0] as Store)).kioskMailbox;
  const email = chooseEmail(random, subject, manner);
  if (email === null) return null;
  const spelt = random.chance(manner.gmailSpelling) ? respellGmail(random, email) : email;
  if (random.chance(manner.emailTypo)) return slip(random, spelt);
  if (!random.chance(manner.decoratedEmail)) return spelt;
  return decorateEmail(random, spelt, `${subject.person.given} ${subject.person.family}`);
}

/** Which of their mailboxes people give: mostly the main one, in some households the common one, some the office's. */
function chooseEmail(random: Random, { contacts }: Subject, manner: Manner): string | null {
  const { emails, familyMailbox, work } = contacts;
  if (familyMailbox !== null && random.chance(manner.familyMailbox)) return familyMailbox;
  if (work !== null && random.chance(0.15)) return work.usesSharedMailbox ? work.company.sharedMailbox : work.email;
  const [main, ...others] = emails;
  if (others.length > 0 && random.chance(manner.otherEmail)) return random.pick(others);
  return main ?? familyMailbox;
}

/** The number as it was written; null when none. */
export function typePhone(random: Random, subject: Subject, manner: Manner, store: Store | null): string | null {
  if (random.chance(manner.noPhone)) return null;
  if (random.chance(manner.staffPhone)) return writePhone(random, (store ?? (stores[0] as Store)).staffPhone);
  if (random.chance(manner.placeholderName / 2)) return random.pick(placeholderPhones);
  const number = choosePhone(random, subject, manner);
  if (number === null) return null;
  const written = writePhone(random, number);
  return random.chance(manner.apostrophe) ? `'${written}` : written;
}

export function choosePhone(random: Random, { contacts }: Subject, manner: Manner): string | null {
  const { mobiles, landline } = contacts;
  if (landline !== null && random.chance(manner.landline)) return landline;
  const [present, former] = mobiles;
  return (former !== undefined && random.chance(0.3) ? former : present) ?? landline;
}

/** The birth date as 'YYYY-MM-DD'; null when none; sometimes a form's default, sometimes mistyped. */
export function typeBirthDate(random: Random, subject: Subject, manner: Manner): string | null {
  if (random.chance(manner.noBirthDate)) return null;
  const truth = subject.person.birthDate;
  if (random.chance(manner.defaultBirthDate)) return random.chance(0.6) ? '1900-01-01' : `${truth.slice(0, 4)}-01-01`;
  if (!random.chance(manner.birthDateTypo)) return truth;
  const [year = '', month = '', day = ''] = truth.split('-');
  // Day and month change places where both can be a month, else a digit of the year slips.
  if (Number(day) <= 12) return `${year}-${day}-${month}`;
  return `${Number(year) + random.pick([-10, -1, 1, 10])}-${month}-${day}`;
}

/** A wrong key in the local part, or a domain as fingers know it. */
function slip(random: Random, email: string): string {
  const [local = '', domain = ''] = email.split('@');
  if (random.chance(0.65)) return `${typo(random, local)}@${domain}`;
  return `${local}@${domain.replace('example', 'exmaple').replace('gmail.com', 'gmial.com').replace('.test', '.tset')}`;
}
