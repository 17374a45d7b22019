import { easternClock } from './calendar.ts';
import { plainLetters } from './dirt.ts';
import { manners } from './manners.ts';
import type { Random } from './random.ts';
import type { Sale } from './sales.ts';
import { stores } from './stores.ts';
import type { Subject } from './subjects.ts';
import { typeContact } from './typed-contact.ts';
import type { Views } from './views.ts';
import type { World } from './world.ts';

/** A customer as Square's till knows them; counts grow with each receipt. */
export type SquareProfile = {
  id: string;
  first: string;
  last: string;
  email: string;
  phone: string;
  company: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  birthDate: string;
  memo: string;
  referenceId: string;
  creationSource: string;
  isInstant: boolean;
  wantsEmail: 'Subscribed' | 'Unsubscribed' | '';
  firstVisit: string;
  lastVisit: string;
  visits: number;
  spentMinor: number;
};

export type SquareDesk = {
  world: World;
  random: Random;
  views: Views;
  people: Map<Subject, PersonAtDesk>;
  /** Every profile made for this household, in the order of making. */
  profiles: SquareProfile[];
};

/** `entered`: the profile a cashier made. `card`: the one Square made by itself from the payment card. */
type PersonAtDesk = { entered: SquareProfile | null; card: SquareProfile | null };

/**
 * Whose profile a receipt is put on; null for a sale without a customer. Known customers are mostly found again, some are
 * entered twice, a partner's profile is taken now and then; of the rest some join and some leave only a card's name.
 */
export function identifyAtTill(
  desk: SquareDesk,
  subject: Subject,
  sale: Sale,
  cardNumber: string | null,
): SquareProfile | null {
  const { random } = desk;
  const here = standing(desk, subject);
  const draw = random.next();
  const partner = partnerProfile(desk, subject);
  if (partner && draw < 0.06) return partner;
  if (here.entered) {
    if (draw < 0.84) return here.entered;
    if (draw > 0.88) return null;
    here.entered = enter(desk, subject, sale, cardNumber);
    return here.entered;
  }
  if (draw < 0.5) {
    here.entered = enter(desk, subject, sale, cardNumber);
    return here.entered;
  }
  if (draw > 0.68) return null;
  here.card ??= fromCard(desk, subject);
  return here.card;
}

/** Counts a receipt (or, negative, a refund) on the profile. */
export function countVisit(profile: SquareProfile, at: number, amountMinor: number): void {
  const { day } = easternClock(at);
  if (profile.visits === 0 || day < profile.firstVisit) profile.firstVisit = day;
  if (amountMinor > 0) {
    profile.visits += 1;
    if (day > profile.lastVisit) profile.lastVisit = day;
  }
  profile.spentMinor += amountMinor;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A random Square id: 26 letters of Crockford's alphabet for customers, 22 for payments. */
export function squareId(random: Random, length: number): string {
  let id = '';
  for (let i = 0; i < length; i++) id += alphabet[random.int(32)];
  return id;
}

function standing(desk: SquareDesk, subject: Subject): PersonAtDesk {
  let here = desk.people.get(subject);
  if (!here) {
    here = { entered: null, card: null };
    desk.people.set(subject, here);
  }
  return here;
}

function partnerProfile(desk: SquareDesk, subject: Subject): SquareProfile | null {
  if (subject.household.kind === 'flat') return null;
  for (const [other, { entered }] of desk.people) if (other !== subject && entered) return entered;
  return null;
}

function enter(desk: SquareDesk, subject: Subject, sale: Sale, cardNumber: string | null): SquareProfile {
  const { random } = desk;
  const { at, store } = sale.visit;
  const { regionName, country, countryName, ...typed } = typeContact(random, subject, {
    manner: manners.till,
    at,
    store: stores[store] ?? null,
  });
  const work = subject.contacts.work;
  return keep(desk, subject, {
    ...blank(random),
    ...typed,
    company: work !== null && random.chance(0.1) ? work.company.name : '',
    memo: random.chance(0.05) ? random.pick(memos) : '',
    referenceId: cardNumber !== null && random.chance(0.7) ? cardNumber : '',
    creationSource: random.pick(['Point of Sale', 'Point of Sale', 'Directory', 'Loyalty']),
    wantsEmail: tillConsent(random, subject, at),
  });
}

const memos = ['call when candles are in', 'likes wool', 'has card', 'neighbor of Gil', 'gift receipts!'];

/** What the card says: capitals, no accents, sometimes the initial only; nothing else is known. */
function fromCard(desk: SquareDesk, subject: Subject): SquareProfile {
  const { random } = desk;
  const { person } = subject;
  const given = plainLetters(random.chance(0.2) ? person.given.charAt(0) : person.given).toUpperCase();
  const family = plainLetters(person.family).toUpperCase();
  const isNameless = random.chance(0.12);
  return keep(desk, subject, {
    ...blank(random),
    first: isNameless ? 'VISA' : given,
    last: isNameless ? 'CARDHOLDER' : family,
    creationSource: 'Instant Profile',
    isInstant: true,
  });
}

function keep(desk: SquareDesk, subject: Subject, profile: SquareProfile): SquareProfile {
  desk.views.answers.push({
    source: 'square',
    externalId: profile.id,
    personId: subject.person.id,
    householdId: subject.household.id,
  });
  desk.profiles.push(profile);
  return profile;
}

function blank(random: Random): SquareProfile {
  return {
    id: squareId(random, 26),
    first: '',
    last: '',
    email: '',
    phone: '',
    company: '',
    line1: '',
    line2: '',
    city: '',
    region: '',
    postalCode: '',
    birthDate: '',
    memo: '',
    referenceId: '',
    creationSource: '',
    isInstant: false,
    wantsEmail: '',
    firstVisit: '',
    lastVisit: '',
    visits: 0,
    spentMinor: 0,
  };
}

/** The till is asked once and never told of a later withdrawal: one of the contradictions between sources. */
function tillConsent(random: Random, { attitude }: Subject, at: number): SquareProfile['wantsEmail'] {
  if (random.chance(0.45)) return '';
  if (attitude.grantedAt !== null && attitude.grantedAt <= at) {
    return attitude.withdrawnAt !== null && attitude.withdrawnAt < at ? 'Unsubscribed' : 'Subscribed';
  }
  return random.chance(0.1) ? 'Subscribed' : 'Unsubscribed';
}
