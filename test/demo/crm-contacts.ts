import type { Ledger } from './ledger.ts';
import { manners } from './manners.ts';
import type { Random } from './random.ts';
import type { Subject } from './subjects.ts';
import { typeContact } from './typed-contact.ts';
import { typePhone } from './typed-reach.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

/** HubSpot's labels, and between them columns the retailer added. */
export const crmHeader = [
  'Record ID',
  'First Name',
  'Last Name',
  'Email',
  'Additional emails',
  'Phone Number',
  'Mobile Phone Number',
  'Company Name',
  'Job Title',
  'Street Address',
  'City',
  'State/Region',
  'Postal Code',
  'Country/Region',
  'Date of birth',
  'Lifecycle Stage',
  'Lead Status',
  'Original Source',
  'Create Date',
  'Last Modified Date',
  'Unsubscribed from all email',
  'Email opt-in date',
  'Preferred store',
  'Notes',
  'Contact owner',
];

type Filing = { world: World; ledger: Ledger; random: Random; views: Views };

/** Three people in ten are in the CRM, business buyers more often, one contact in twenty-five twice. */
export function fileCrmContacts(filing: Filing, subject: Subject): void {
  const { random } = filing;
  if (!random.chance(subject.contacts.work ? 0.5 : 0.27)) return;
  fileOne(filing, subject);
  if (random.chance(0.04)) fileOne(filing, subject);
}

function fileOne(filing: Filing, subject: Subject): void {
  const { world, ledger, random, views } = filing;
  const id = String(50_100 + ledger.next('crm') * 3);
  const createdAt = subject.metAt + Math.floor(random.next() * (world.now - subject.metAt));
  const changedAt = createdAt + Math.floor(random.next() * (world.now - createdAt));
  const manner = manners.crm;
  const typed = typeContact(random, subject, { manner, at: createdAt, store: null });
  const secondPhone = random.chance(0.5) ? (typePhone(random, subject, manner, null) ?? '') : '';
  views.answers.push({ source: 'crm', externalId: id, personId: subject.person.id, householdId: subject.household.id });
  views.crmContacts.push({
    order: id.padStart(9, '0'),
    cells: [
      id,
      typed.first,
      typed.last,
      typed.email,
      moreEmails(random, subject, typed.email),
      secondPhone,
      typed.phone,
      ...workCells(random, subject),
      joinStreet(random, typed.line1, typed.line2),
      typed.city,
      random.chance(0.5) ? typed.region : typed.regionName,
      typed.postalCode,
      crmCountry(random, typed.country, typed.countryName),
      typed.birthDate,
      subject.sales.length > 0 ? 'Customer' : random.pick(['Lead', 'Subscriber', 'Marketing Qualified Lead']),
      random.pick(['NEW', 'OPEN', 'IN_PROGRESS', 'CONNECTED', '']),
      random.pick(['Offline Sources', 'Direct Traffic', 'Organic Search', 'Email Marketing', 'Trade fair']),
      crmInstant(random, createdAt),
      crmInstant(random, changedAt),
      unsubscribed(random, subject, changedAt),
      optInDate(random, subject, changedAt),
      random.pick(['Portland', 'Freeport', 'Portsmouth', 'Cambridge', 'Burlington', '', '']),
      random.chance(0.06) ? random.pick(notes) : '',
      random.pick(['dana@wintergull.example', 'luc@wintergull.example', '']),
    ],
  });
}

const notes = [
  'Met at the fall fair, wants "the big throw"',
  'Asked for a quote;\ncall back',
  'Do not call, mails only',
];

function workCells(random: Random, { contacts }: Subject): [company: string, title: string] {
  if (contacts.work === null) return ['', ''];
  const title = random.chance(0.4) ? random.pick(['Owner', 'Office Manager', 'Buyer', 'Partner', 'Events']) : '';
  return [random.chance(0.8) ? contacts.work.company.name : '', title];
}

/** Other mailboxes of the same person, several in one cell as HubSpot joins them. */
function moreEmails(random: Random, { contacts }: Subject, main: string): string {
  const { emails, work } = contacts;
  const others = [...emails.slice(1), ...(work ? [work.email] : [])].filter((email) => email !== main);
  return random.chance(0.3) ? others.join(';') : '';
}

function joinStreet(random: Random, line1: string, line2: string): string {
  if (line2 === '') return line1;
  return random.chance(0.2) ? `${line1}\n${line2}` : `${line1}, ${line2}`;
}

const countrySpellings: Readonly<Record<string, readonly string[]>> = {
  US: ['United States', 'United States', 'USA', 'US', 'U.S.A.'],
  GB: ['United Kingdom', 'UK', 'Great Britain', 'England'],
  CA: ['Canada', 'CA'],
  DE: ['Germany', 'Deutschland'],
};

function crmCountry(random: Random, code: string, name: string): string {
  return random.pick(countrySpellings[code] ?? [name, code]);
}

/** ISO to the minute, and where an older import brought it, month first with a twelve-hour clock. */
function crmInstant(random: Random, at: number): string {
  const iso = new Date(at).toISOString();
  if (!random.chance(0.08)) return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
  const hour = Number(iso.slice(11, 13));
  return `${Number(iso.slice(5, 7))}/${Number(iso.slice(8, 10))}/${iso.slice(0, 4)} ${hour % 12 || 12}:${iso.slice(14, 16)} ${hour < 12 ? 'AM' : 'PM'}`;
}

function unsubscribed(random: Random, { attitude }: Subject, at: number): string {
  if (attitude.withdrawnAt !== null && attitude.withdrawnAt < at) return random.chance(0.75) ? 'true' : 'false';
  return random.chance(0.03) ? 'true' : random.chance(0.3) ? '' : 'false';
}

function optInDate(random: Random, { attitude }: Subject, at: number): string {
  if (attitude.grantedAt === null || attitude.grantedAt > at || random.chance(0.35)) return '';
  return new Date(attitude.grantedAt).toISOString().slice(0, 10);
}
