import { hashText } from '#app/identity/hash.ts';
import type { IdentityAddress, IdentityRecord } from '#app/identity/identity-record.ts';
import { seededRandom } from '#app/identity/seeded-random.ts';
import { CITIES, FAMILY_NAMES, GIVEN_NAMES, MAIL_DOMAINS, PET_NAMES, STREETS, SYLLABLES } from './identity-names.ts';

/** Made-up records as JSON text in one buffer: a million objects would keep the garbage collector busy while others are timed. */
export type Population = {
  size: number;
  /** The record at a position; its id is the position + 1. */
  record: (at: number) => IdentityRecord;
  /** Person by record. */
  people: Int32Array;
};

type Person = {
  given: string;
  family: string;
  birth: string;
  email: string;
  mobile: string;
  household: Household;
};

type Household = {
  family: string;
  line1: string;
  city: string;
  postalCode: string;
  phone: string;
  email: string | null;
};

/** A staff phone and kiosk mailboxes that are typed when a customer will not give one. */
const STORE_PHONES = ['+442071234000', '+441614960111', '+441134960222'];
const STORE_EMAILS = ['kiosk@northlight.example', 'till2@northlight.example'];

/**
 * A retailer's customers with what makes them hard: families at one address with one landline and sometimes one mailbox, fathers and
 * sons of one name, people who moved, married, got another e-mail, are called by a pet name, mistyped, half filled in, and staff
 * contacts typed for anybody. Records of one person are scattered. Deterministic for a seed.
 */
export function makePopulation(size: number, seed: number): Population {
  const random = seededRandom(seed);
  takenMailboxes.clear();
  const text = new GrowingText(size * 200);
  const people: number[] = [];
  let person = 0;
  while (people.length < size) {
    for (const member of makeHousehold(random)) {
      const count = recordsOfPerson(random);
      for (let i = 0; i < count && people.length < size; i += 1) {
        text.append(JSON.stringify(makeRecord(member, random)));
        people.push(person);
      }
      person += 1;
    }
  }
  const order = shuffledOrder(size, random);
  return {
    size,
    record: (at) => ({ ...(JSON.parse(text.line(order[at] as number)) as IdentityRecord), id: at + 1 }),
    people: order.map((from) => people[from] as number),
  };
}

class GrowingText {
  #bytes: Buffer;
  #ends: number[] = [0];

  constructor(expected: number) {
    this.#bytes = Buffer.alloc(expected);
  }

  append(line: string): void {
    const start = this.#ends.at(-1) as number;
    const length = Buffer.byteLength(line);
    if (start + length > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    this.#bytes.write(line, start);
    this.#ends.push(start + length);
  }

  line(at: number): string {
    return this.#bytes.toString('utf8', this.#ends[at], this.#ends[at + 1]);
  }
}

function shuffledOrder(size: number, random: () => number): Int32Array {
  const order = Int32Array.from({ length: size }, (_, at) => at);
  for (let i = size - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
  return order;
}

function recordsOfPerson(random: () => number): number {
  const draw = random();
  if (draw < 0.72) return 1;
  if (draw < 0.92) return 2;
  return draw < 0.98 ? 3 : 4;
}

/** Zipf-like choice: the first names of a list are much commoner than the last. */
function pickCommon<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(list.length * random() ** 2.2)] as T;
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(list.length * random())] as T;
}

function familyName(random: () => number): string {
  if (random() < 0.55) return pickCommon(FAMILY_NAMES, random);
  const syllables = random() < 0.6 ? 2 : 3;
  let name = '';
  for (let i = 0; i < syllables; i += 1) name += pick(SYLLABLES, random);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function makeHousehold(random: () => number): Person[] {
  const city = pickCommon(CITIES, random);
  const family = familyName(random);
  const household: Household = {
    family,
    line1: `${1 + Math.floor(180 * random() ** 1.5)} ${pick(STREETS, random)} ${pick(['Street', 'Road', 'Lane', 'Avenue', 'Close'], random)}`,
    city: city.name,
    postalCode: `${city.area}${1 + Math.floor(random() * 28)} ${Math.floor(random() * 10)}${letter(random)}${letter(random)}`,
    phone: `+441${digits(9, random)}`,
    email:
      random() < 0.12
        ? `${family.toLowerCase()}family${Math.floor(random() * 90_000)}@${pickCommon(MAIL_DOMAINS, random)}`
        : null,
  };
  const adults = random() < 0.55 ? 2 : 1;
  const children = random() < 0.35 ? 1 + Math.floor(random() * 2) : 0;
  const members: Person[] = [];
  for (let i = 0; i < adults + children; i += 1) members.push(makePerson(household, i >= adults, members, random));
  return members;
}

function makePerson(household: Household, child: boolean, others: readonly Person[], random: () => number): Person {
  const head = others[0];
  const named = head !== undefined && child && random() < 0.02 ? head.given : otherName(others, random);
  const family = head !== undefined && random() < (child ? 0.05 : 0.2) ? familyName(random) : household.family;
  const year = child ? 1992 + Math.floor(random() * 18) : 1940 + Math.floor(random() * 55);
  const birth = `${year}-${two(1 + Math.floor(random() * 12))}-${two(1 + Math.floor(random() * 28))}`;
  const email = household.email !== null && random() < 0.6 ? household.email : makeEmail(named, family, year, random);
  return { given: named, family, birth, email, mobile: `+447${digits(9, random)}`, household };
}

function otherName(others: readonly Person[], random: () => number): string {
  for (;;) {
    const name = pickCommon(GIVEN_NAMES, random);
    if (others.every(({ given }) => given !== name)) return name;
  }
}

/** No two people are given the same mailbox. */
const takenMailboxes = new Set<number>();

function makeEmail(given: string, family: string, year: number, random: () => number): string {
  for (;;) {
    const email = proposeEmail(given, family, year, random);
    const hash = hashText(email.replace(/[._]/g, ''));
    if (takenMailboxes.has(hash) && random() < 0.999) continue;
    takenMailboxes.add(hash);
    return email;
  }
}

function proposeEmail(given: string, family: string, year: number, random: () => number): string {
  const g = given.toLowerCase();
  const f = family.toLowerCase();
  const number = random() < 0.5 ? String(year % 100) : String(Math.floor(10 ** (1 + random() * 4)));
  const local = pick(
    [`${g}.${f}`, `${g}${f}`, `${g.charAt(0)}${f}`, `${g}${f.charAt(0)}`, `${f}.${g}`, `${g}_${f}`],
    random,
  );
  return `${local}${random() < 0.75 ? number : ''}@${pickCommon(MAIL_DOMAINS, random)}`;
}

/** What one source wrote down of a person: a web account, a guest, a till, a CRM contact or a loyalty member. */
function makeRecord(person: Person, random: () => number): IdentityRecord {
  const has = (share: number) => random() < share;
  const kind = pick(['account', 'guest', 'till', 'crm', 'loyalty'] as const, random);
  const share = SHARES[kind];
  const record: IdentityRecord = { id: 0, country: 'GB' };
  if (has(share.name)) Object.assign(record, writtenName(person, random));
  else if (has(0.5)) record.familyName = slip(person.family, random);
  Object.assign(record, writtenContacts(person, kind, random));
  if (has(share.birth)) record.birthDate = has(0.02) ? wrongDate(person.birth, random) : person.birth;
  if (has(share.address)) record.address = addressOf(person, random);
  return record;
}

/** Now and then a till is given the store's own. */
function writtenContacts(person: Person, kind: keyof typeof SHARES, random: () => number) {
  const has = (share: number) => random() < share;
  const contacts: Pick<IdentityRecord, 'emails' | 'phones'> = {};
  if (has(SHARES[kind].email)) contacts.emails = [writtenEmail(person, random)];
  if (has(SHARES[kind].phone)) contacts.phones = [has(0.3) ? person.household.phone : person.mobile];
  if (kind === 'till' && has(0.01)) contacts.phones = [pick(STORE_PHONES, random)];
  if (kind === 'till' && has(0.01)) contacts.emails = [pick(STORE_EMAILS, random)];
  return contacts;
}

function writtenName(person: Person, random: () => number): Pick<IdentityRecord, 'givenName' | 'familyName'> {
  let given = random() < 0.12 ? petName(person.given, random) : slip(person.given, random);
  const family = random() < 0.015 ? familyName(random) : slip(person.family, random);
  if (random() < 0.02) given = given.charAt(0);
  return random() < 0.01 ? { givenName: family, familyName: given } : { givenName: given, familyName: family };
}

/** One in ten gives another address than usual. */
function writtenEmail(person: Person, random: () => number): string {
  if (random() >= 0.1) return slip(person.email, random);
  return makeEmail(person.given, person.family, 1940 + Math.floor(random() * 60), random);
}

const SHARES = {
  account: { name: 0.98, email: 1, phone: 0.4, birth: 0.05, address: 0.6 },
  guest: { name: 0.97, email: 0.97, phone: 0.5, birth: 0, address: 0.9 },
  till: { name: 0.6, email: 0.45, phone: 0.5, birth: 0, address: 0.05 },
  crm: { name: 0.98, email: 0.6, phone: 0.5, birth: 0.4, address: 0.8 },
  loyalty: { name: 0.95, email: 0.7, phone: 0.6, birth: 0.7, address: 0.4 },
};

function addressOf(person: Person, random: () => number): IdentityAddress {
  if (random() < 0.08) {
    const elsewhere = makeHousehold(random)[0] as Person;
    return addressOf(elsewhere, random);
  }
  const { line1, city, postalCode } = person.household;
  return { line1: slip(line1, random), city, postalCode: random() < 0.03 ? slip(postalCode, random) : postalCode };
}

/** Three in a hundred values have one slip of the fingers. */
function slip(text: string, random: () => number): string {
  if (random() > 0.03 || text.length < 3) return text;
  const at = 1 + Math.floor(random() * (text.length - 2));
  const draw = random();
  if (draw < 0.3) return text.slice(0, at) + text.slice(at + 1);
  if (draw < 0.6) return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
  return text.slice(0, at) + letter(random).toLowerCase() + text.slice(draw < 0.8 ? at : at + 1);
}

function petName(given: string, random: () => number): string {
  const names = PET_NAMES[given];
  return names === undefined ? given : pick(names, random);
}

function wrongDate(birth: string, random: () => number): string {
  const [year = '', month = '', day = ''] = birth.split('-');
  const draw = random();
  if (draw < 0.4 && Number(day) <= 12) return `${year}-${day}-${month}`;
  if (draw < 0.8) return `${year}-${month}-${two(1 + Math.floor(random() * 28))}`;
  return `${Number(year) + 1 + Math.floor(random() * 20)}-${month}-${day}`;
}

function digits(count: number, random: () => number): string {
  let text = '';
  for (let i = 0; i < count; i += 1) text += Math.floor(random() * 10);
  return text;
}

function letter(random: () => number): string {
  return 'ABDEFGHJLNPQRSTUWXYZ'.charAt(Math.floor(random() * 20));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
