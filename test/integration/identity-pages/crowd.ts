import type { RecordInput } from '#app/records/types.ts';
import { AT, customer, order } from './make-people.ts';

const GIVEN = ['Anna', 'Anne', 'Bert', 'Cora', 'Dina', 'Emil', 'Frieda', 'Gerd', 'Hanna', 'Ivo'];
const FAMILY = ['Brandt', 'Brand', 'Castillo', 'Dombrowski', 'Eriksen', 'Fontaine', 'Grabowski', 'Haas'];
const STREETS = ['Mill Lane', 'High Street', 'Harbour Road', 'Church Row'];

/** A generator of whole numbers below `n`, the same for the same seed. */
export function seeded(seed: number): (n: number) => number {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

type Crowd = { crm: RecordInput[]; till: RecordInput[] };

/**
 * People as two sources know them, with what makes identity hard: slips, families under one roof, a staff phone, people without
 * e-mail, and consents that contradict each other. The same for the same seed.
 */
export function crowd(people: number, seed: number): Crowd {
  const below = seeded(seed);
  const made: Crowd = { crm: [], till: [] };
  for (let n = 0; n < people; n++) {
    const person = makePerson(n, below);
    made.crm.push(customer(`c${n}`, { ...person, provenance: 'said' }), order(`oc${n}`, `c${n}`, 500 + below(9000)));
    made.crm.push(consent(`c${n}`, person.email, below(3)));
    if (below(10) < 7) {
      made.till.push(customer(`t${n}`, { ...asTyped(person, below), provenance: 'typed' }));
      made.till.push(order(`ot${n}`, `t${n}`, 300 + below(4000)), consent(`t${n}`, person.email, below(3)));
    }
  }
  return made;
}

type Person = ReturnType<typeof makePerson>;

function makePerson(n: number, below: (n: number) => number) {
  const [givenName, familyName] = [GIVEN[below(GIVEN.length)]!, FAMILY[below(FAMILY.length)]!];
  return {
    givenName,
    familyName,
    email: `${givenName}.${familyName}${below(3) === 0 ? n : ''}@example.com`.toLowerCase(),
    phone: `+1207555${String(1000 + Math.floor(n / 2)).padStart(4, '0')}`,
    line1: `${1 + (n % 7)} ${STREETS[below(STREETS.length)]}`,
    postalCode: `0410${below(5)}`,
    city: 'Portland',
    birthDate: below(2) === 0 ? `19${60 + below(40)}-0${1 + below(9)}-1${below(9)}` : null,
  };
}

/** What a till makes of a person: a slip in the name, the shop's own phone, no address. */
function asTyped(person: Person, below: (n: number) => number) {
  const slip = below(4) === 0 ? person.familyName.slice(0, -1) : person.familyName;
  return {
    givenName: below(5) === 0 ? person.givenName.slice(0, 1) : person.givenName,
    familyName: slip,
    ...(below(3) > 0 ? { email: person.email } : {}),
    ...(below(6) === 0 ? { phone: '+12075559999' } : { phone: person.phone }),
    ...(below(2) === 0 ? { city: 'S. Portland', postalCode: person.postalCode } : {}),
  };
}

const STATES = ['granted', 'denied', 'unknown'] as const;

function consent(customerExternalId: string, contact: string, state: number): RecordInput {
  return {
    kind: 'consent',
    versionAt: AT,
    customerExternalId,
    channel: 'email',
    purpose: 'marketing',
    contact,
    state: STATES[state]!,
    statedAt: AT,
    method: null,
    evidence: null,
  };
}
