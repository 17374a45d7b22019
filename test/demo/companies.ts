import { Random } from './random.ts';
import type { World } from './world.ts';

/** A business whose people shop here; its mailbox and its street are shared by persons who are not kin. */
export type Company = { name: string; domain: string; sharedMailbox: string };

const firsts =
  'Oak Harbor Granite Lantern Meridian Juniper Anchor Summit Birch Tidal Copper Northern Osprey Cedar Slate Beacon'.split(
    ' ',
  );
const seconds = 'Bay Hill Street River Point Field Ridge Gate Bridge Works Cove Mill Stone Wharf Square Grove'.split(
  ' ',
);
const kinds = [
  'Design',
  'Dental',
  'Inn',
  'Realty',
  'Law',
  'Catering',
  'Architects',
  'Yoga',
  'Brewing',
  'School',
  'Events',
  'Builders',
];
const boxes = ['info', 'office', 'orders', 'hello', 'purchasing'];

/** The business of a company number; about one per hundred people exists. Pure. */
export function company(world: World, number: number): Company {
  const random = new Random(world.seed, 'company', number);
  const stem = `${random.pick(firsts)} ${random.pick(seconds)}`;
  const kind = random.pick(kinds);
  const domain = `${stem}${kind}${number}`.replace(/ /gu, '').toLowerCase();
  return {
    name: random.chance(0.4) ? `${stem} ${kind} LLC` : `${stem} ${kind}`,
    domain: `${domain}.test`,
    sharedMailbox: `${random.pick(boxes)}@${domain}.test`,
  };
}

export function companyCount(world: World): number {
  return Math.max(3, Math.round(world.people / 100));
}
