import { isoDay } from './calendar.ts';
import type { Ledger } from './ledger.ts';
import { manners } from './manners.ts';
import type { Random } from './random.ts';
import { type Store, stores } from './stores.ts';
import type { Subject } from './subjects.ts';
import { typeContact } from './typed-contact.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

export const loyaltyHeader = [
  'Member number',
  'First name',
  'Last name',
  'Email',
  'Phone',
  'City',
  'Zip',
  'Date of birth',
  'Joined',
  'Home store',
  'Tier',
  'Points balance',
  'Points earned',
  'Points spent',
  'Last activity',
  'Email consent',
  'Email consent date',
  'SMS consent',
];

export type LoyaltyCard = { number: string; joinedAt: number };
type Filing = { world: World; ledger: Ledger; random: Random; views: Views };

/**
 * The card a person carries; null for those who have none. One member in twenty-five lost the card and joined again; in
 * families a partner may carry the other's card, which is then the same number for both.
 */
export function fileLoyaltyMember(
  filing: Filing,
  subject: Subject,
  familyCard: LoyaltyCard | null,
): LoyaltyCard | null {
  const { random } = filing;
  const rate = subject.shopper.reach === 'online' ? 0.22 : 0.46;
  if (subject.sales.length === 0 || !random.chance(rate)) return null;
  if (familyCard !== null && subject.household.kind !== 'flat' && random.chance(0.25)) return familyCard;
  const card = fileOne(filing, subject, subject.metAt);
  return random.chance(0.04) ? fileOne(filing, subject, card.joinedAt) : card;
}

function fileOne({ world, ledger, random, views }: Filing, subject: Subject, earliest: number): LoyaltyCard {
  const number = cardNumber(ledger.next('card'));
  const joinedAt = earliest + Math.floor(random.next() ** 2 * (world.now - earliest));
  const store = stores[subject.shopper.store] as Store;
  const typed = typeContact(random, subject, { manner: manners.loyalty, at: joinedAt, store });
  const { person, household } = subject;
  views.answers.push({ source: 'loyalty', externalId: number, personId: person.id, householdId: household.id });
  views.loyaltyMembers.push({
    order: `${String(joinedAt).padStart(14, '0')}${number}`,
    cells: [
      number,
      typed.first,
      typed.last,
      typed.email,
      typed.phone,
      typed.city,
      typed.postalCode,
      monthFirst(typed.birthDate),
      monthFirst(isoDay(joinedAt)),
      store.city,
      ...pointCells(random, subject, joinedAt),
      ...consentCells(random, subject, joinedAt),
    ],
  });
  return { number, joinedAt };
}

/** Tier, balance, earned, spent and last activity: a point a dollar since joining, spent by the hundred. */
function pointCells(random: Random, { sales }: Subject, joinedAt: number): string[] {
  const counted = sales.filter((sale) => sale.visit.at >= joinedAt);
  const earned = counted.reduce((sum, sale) => sum + Math.floor(sale.subtotalMinor / 100), 0);
  const spent = Math.floor((earned * random.next()) / 100) * 100;
  const tier = earned > 1500 ? 'Gold' : earned > 500 ? 'Silver' : 'Member';
  const lastAt = counted.at(-1)?.visit.at ?? joinedAt;
  return [tier, String(earned - spent), String(earned), String(spent), monthFirst(isoDay(lastAt))];
}

/** Twelve digits beginning 7012, the last one a Luhn check digit. */
function cardNumber(sequence: number): string {
  const body = `7012${String((sequence * 48_271) % 10_000_000).padStart(7, '0')}`;
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i]) * (i % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** '2026-03-01' as `03/01/2026`; '' stays. */
function monthFirst(day: string): string {
  if (day === '') return '';
  return `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;
}

/** What was ticked on the paper form on the day of joining; nobody changes it afterwards. */
function consentCells(random: Random, { attitude }: Subject, joinedAt: number): [string, string, string] {
  const hadGranted = attitude.grantedAt !== null && attitude.grantedAt <= joinedAt;
  const ticked = random.chance(hadGranted ? 0.85 : 0.15);
  const sms = attitude.smsGrantedAt !== null && random.chance(0.7) ? 'Y' : 'N';
  return [ticked ? 'Y' : 'N', monthFirst(isoDay(joinedAt)), sms];
}
