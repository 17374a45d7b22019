import { isoDay } from './calendar.ts';
import type { Ledger } from './ledger.ts';
import { manners } from './manners.ts';
import type { Random } from './random.ts';
import type { Subject } from './subjects.ts';
import { typeContact } from './typed-contact.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

/** Columns in the merchant's own words. */
export const newsletterHeader = [
  'Our no.',
  'Christian name',
  'Name of family',
  'Write to (mail)',
  'Mobile or tel.',
  'Street & no.',
  'Town',
  'Post code',
  'Land',
  'Born on',
  'Joined list',
  'Left list',
  'May we write?',
  'Came from',
  'Bought for so far',
];

type Filing = { world: World; ledger: Ledger; random: Random; views: Views };

/** One person in three is on the list (two in three of those who said yes), one in twenty-five twice. */
export function fileNewsletterContacts(filing: Filing, subject: Subject): void {
  const { random } = filing;
  if (!random.chance(subject.attitude.grantedAt !== null ? 0.55 : 0.07)) return;
  fileOne(filing, subject);
  if (random.chance(0.04)) fileOne(filing, subject);
}

function fileOne({ world, ledger, random, views }: Filing, subject: Subject): void {
  const { attitude, person, household } = subject;
  const id = `NL-${String(ledger.next('newsletter')).padStart(6, '0')}`;
  const joinedAt = Math.max(subject.metAt, attitude.grantedAt ?? subject.metAt);
  const leftAt = leftTheList(random, subject, joinedAt);
  const typed = typeContact(random, subject, { manner: manners.newsletter, at: joinedAt, store: null });
  const spentMinor = subject.sales.reduce((sum, sale) => sum + (sale.visit.at < world.now ? sale.totalMinor : 0), 0);
  const order = `${String(joinedAt).padStart(14, '0')}${id}`;
  const cells = [
    id,
    typed.first,
    typed.last,
    typed.email,
    typed.phone,
    `${typed.line1} ${typed.line2}`.trim(),
    typed.city,
    typed.postalCode,
    random.chance(0.5) ? typed.countryName : typed.country,
    dayFirst(typed.birthDate),
    dayFirst(isoDay(joinedAt)),
    dayFirst(leftAt === null ? '' : isoDay(leftAt)),
    wish(random, leftAt),
    random.pick(['web form', 'counter', 'fair', 'old list', '']),
    spentMinor === 0 ? '' : europeanMoney(spentMinor),
  ];
  views.answers.push({ source: 'newsletter', externalId: id, personId: person.id, householdId: household.id });
  views.newsletterContacts.push({ order, cells });
  // The same row once more: two sheets were pasted together.
  if (random.chance(0.01)) views.newsletterContacts.push({ order: `${order} again`, cells });
}

/** One withdrawal in four went to another system and never reached the list. */
function leftTheList(random: Random, { attitude }: Subject, joinedAt: number): number | null {
  const { withdrawnAt } = attitude;
  return withdrawnAt !== null && withdrawnAt >= joinedAt && random.chance(0.75) ? withdrawnAt : null;
}

/** '2026-03-01' as `01/03/2026`; '' stays. */
function dayFirst(day: string): string {
  if (day === '') return '';
  return `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

function wish(random: Random, leftAt: number | null): string {
  if (leftAt !== null) return random.pick(['no', 'NO', 'stop']);
  return random.chance(0.1) ? '' : random.pick(['yes', 'Yes', 'yes', 'y']);
}

/** The agency's spreadsheet is set to a decimal comma: `1.234,56`. */
function europeanMoney(minor: number): string {
  const [whole = '0', cents = '00'] = (minor / 100).toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/gu, '.')},${cents}`;
}
