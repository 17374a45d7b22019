import { plainLetters } from './dirt.ts';
import type { Household } from './households.ts';
import { familyNameAt, type Person } from './people.ts';
import { cumulate, type Random, textHash } from './random.ts';

/**
 * Reserved domains (RFC 2606 and 6761) and one real: gmail.com, whose dots and plus signs the product must understand.
 * Our Gmail names hold a hyphen, which Gmail never issues, so they reach nobody.
 */
const domains = [
  'gmail.com',
  'example.com',
  'example.org',
  'example.net',
  'post.example',
  'mailbox.test',
  'fastpost.test',
  'casco.example',
  'northnet.test',
  'inbox.example',
  'campus.test',
  'oldmail.example',
  'webmail.test',
  'letterbox.example',
];
const domainWeights = cumulate([24, 18, 9, 8, 8, 7, 6, 5, 4, 3, 3, 2, 2, 1]);
const hobbies =
  `kayak birder quilter trailrunner lobster gardener baker knitter skipper moose potter fiddler cyclist reader camper
drummer painter sailor beekeeper hiker`.split(/\s+/u);

/** Mailboxes given out so far, as hashes: a mailbox has one owner, and is asked for in a fixed order. */
export type TakenMailboxes = Set<number>;

export function makeMailboxes(random: Random, person: Person, taken: TakenMailboxes, at: number): string[] {
  const count = random.among([3, 0], [69, 1], [23, 2], [5, 3]);
  // The second mailbox is the older one: made under the name of birth, often the same local part elsewhere.
  const boxes: string[] = [];
  for (let i = 0; i < count; i++) {
    const family = familyNameAt(person, i === 0 ? at : 0);
    const again = i > 0 && random.chance(0.35) ? (boxes[0] as string).split('@')[0] : undefined;
    const domain = domains[random.weighted(domainWeights)] as string;
    boxes.push(claim(random, again ?? localPart(random, person, family), domain, taken));
  }
  return boxes;
}

export function makeFamilyMailbox(random: Random, household: Household, taken: TakenMailboxes): string {
  const family = letters(household.people[0]?.family ?? '');
  const local = random.pick([`the${family}s`, `${family}family`, `${family}home`, `family.${family}`]);
  return claim(random, local, random.pick(['example.com', 'casco.example', 'northnet.test', 'example.net']), taken);
}

function localPart(random: Random, person: Person, family: string): string {
  const given = letters(person.given);
  const last = letters(family);
  const short = letters(person.nickname ?? person.given);
  const born = person.birthDate.slice(2, 4);
  return random.among(
    [3, `${given}.${last}`],
    [1, `${given}${last}`],
    [2, `${given.slice(0, 1)}${last}`],
    [1, `${given}_${last}`],
    [1, `${last}.${given}`],
    [1, `${short}.${last}${born}`],
    [1, `${short}${born}`],
    [1, `${given}.${last.slice(0, 1)}${born}`],
    [1, `${random.pick(hobbies)}${random.chance(0.5) ? short : ''}${random.between(1, 99)}`],
  );
}

/** The wanted mailbox or, as mail providers propose when it is gone, the same with a number. */
function claim(random: Random, wanted: string, domain: string, taken: TakenMailboxes): string {
  const local = domain === 'gmail.com' ? hyphenated(wanted) : wanted;
  for (let address = `${local}@${domain}`; ; address = `${local}${random.between(2, 9999)}@${domain}`) {
    const hash = textHash(address);
    if (taken.has(hash)) continue;
    taken.add(hash);
    return address;
  }
}

function hyphenated(local: string): string {
  const text = local.replace(/[._]/gu, '-');
  return text.includes('-') ? text : `${text.slice(0, 1)}-${text.slice(1)}`;
}

function letters(name: string): string {
  return plainLetters(name)
    .toLowerCase()
    .replace(/[^a-z]/gu, '');
}
