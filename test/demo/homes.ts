import { countryNames, drawPlace, type Place, places } from './places.ts';
import type { Random } from './random.ts';

/** One dwelling, written as its country writes it. */
export type Home = {
  place: Place;
  line1: string;
  line2: string | null;
  city: string;
  region: string;
  regionName: string;
  postalCode: string;
  country: string;
  countryName: string;
};

const trees = `Maple Oak Pine Elm Cedar Birch Spruce Willow Chestnut Walnut Cherry Ash Hemlock Juniper Alder Beech Linden Sumac`;
const people = `Washington Lincoln Franklin Adams Jefferson Longfellow Deering Baxter Preble Knox Warren Quincy Winthrop Monroe`;
const things = `Main High School Church Park Water Mill Bridge Spring Harbor Ocean Commercial Federal State Middle Summer Winter
Pleasant Center North South Union Market Pearl Fore Exchange Forest Ridge Hill Valley Meadow River Lake Pond Cove Island Beach
Lighthouse Quarry Orchard Highland Sunset Prospect Grove Garden Stevens Brighton Sawyer Tyng Vaughan Danforth Brackett Sherman`;
const american = `${trees} ${people} ${things}`.split(/\s+/u);
const kinds = [
  'Street',
  'Street',
  'Street',
  'Avenue',
  'Avenue',
  'Road',
  'Road',
  'Lane',
  'Drive',
  'Court',
  'Way',
  'Terrace',
  'Place',
];
const german = [
  'Linden',
  'Goethe',
  'Schiller',
  'Haupt',
  'Garten',
  'Berg',
  'Kant',
  'Rosen',
  'Mozart',
  'Wiesen',
  'Kastanien',
];
const french = [
  'de la République',
  'Victor Hugo',
  'des Lilas',
  'de Bretagne',
  'Saint-Michel',
  'du Moulin',
  'Jean Jaurès',
  'des Écoles',
];
const letters = 'ABDEFGHJLNPQRSTUWXYZ';

export function makeHome(random: Random, place: Place = drawPlace(random)): Home {
  return {
    place,
    line1: streetLine(random, place),
    line2: secondLine(random, place),
    city: place.city,
    region: place.region,
    regionName: place.regionName,
    postalCode: postalCode(random, place),
    country: place.country,
    countryName: countryNames[place.country] as string,
  };
}

/** Where a household moves: seven in ten stay within reach of the same till, or at least in the state. */
export function makeNextHome(random: Random, from: Home): Home {
  if (random.chance(0.3)) return makeHome(random);
  const near = places.filter((place) => place.country === from.country && place.region === from.region);
  return makeHome(random, random.pick(near));
}

function streetLine(random: Random, place: Place): string {
  const number = 1 + Math.floor(random.next() ** 2 * 480);
  if (place.country === 'DE') return `${random.pick(german)}straße ${1 + (number % 90)}`;
  if (place.country === 'FR' || (place.region === 'QC' && random.chance(0.7))) {
    return `${number} ${random.chance(0.7) ? 'rue' : 'avenue'} ${random.pick(french)}`;
  }
  return `${number} ${random.pick(american)} ${random.pick(kinds)}`;
}

function secondLine(random: Random, place: Place): string | null {
  if (!random.chance(0.24)) return null;
  const unit = random.between(1, 24);
  if (place.country === 'GB' || place.country === 'IE') return `Flat ${unit}`;
  if (place.country === 'DE') return `${random.between(1, 5)}. OG`;
  if (place.country === 'FR') return `Bât. ${letters[unit % 6]}`;
  return random.pick([`Apt ${unit}`, `Apt ${unit}${letters[unit % 4]}`, `Unit ${unit}`, `#${unit}`]);
}

function postalCode(random: Random, place: Place): string {
  const start = random.pick(place.postal);
  const letter = () => letters[random.int(letters.length)];
  switch (place.country) {
    case 'CA':
      return `${start} ${random.int(10)}${letter()}${random.int(10)}`;
    case 'GB':
      return `${start} ${random.between(1, 9)}${letter()}${letter()}`;
    case 'IE':
      return `${start} ${letter()}${random.int(10)}${letter()}${random.int(10)}`;
    default: {
      const length = place.country === 'AU' ? 4 : 5;
      const rest = length - start.length;
      return start + String(random.int(10 ** rest)).padStart(rest, '0');
    }
  }
}
