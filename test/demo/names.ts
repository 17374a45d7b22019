import { familyNames } from './family-names.ts';
import { type Culture, givenNames } from './given-names.ts';
import { nicknames } from './nicknames.ts';
import { cumulate, type Random, zipf } from './random.ts';

/** Share of each culture among customers at home (New England); a customer abroad is mostly of the country's own. */
const atHome: Readonly<Record<Culture, number>> = {
  anglo: 52,
  irish: 6,
  hispanic: 8,
  french: 8,
  german: 3,
  italian: 4,
  polish: 2,
  nordic: 1.5,
  portuguese: 2,
  greek: 1,
  jewish: 1.5,
  chinese: 2,
  vietnamese: 1,
  korean: 0.8,
  japanese: 0.7,
  indian: 2,
  arabic: 1,
  somali: 1.5,
  nigerian: 0.8,
  slavic: 0.8,
  turkish: 0.4,
};

const ofCountry: Readonly<Record<string, Culture>> = { DE: 'german', FR: 'french', IE: 'irish' };
const cultures = Object.keys(atHome) as Culture[];
const cultureWeights = cumulate(cultures.map((culture) => atHome[culture]));
/** Exponents near those fitted to census name counts: few names carry most people, the tail is long. */
const givenWeights = new Map<readonly string[], Float64Array>();
const familyWeights = new Map<readonly string[], Float64Array>();
for (const culture of cultures) {
  const { female, male } = givenNames[culture];
  givenWeights.set(female, zipf(female.length, 0.9, 5));
  givenWeights.set(male, zipf(male.length, 0.9, 3));
  familyWeights.set(familyNames[culture], zipf(familyNames[culture].length, 0.95, 6));
}

export function drawCulture(random: Random, country: string): Culture {
  const own = ofCountry[country];
  return own && random.chance(0.75) ? own : (cultures[random.weighted(cultureWeights)] as Culture);
}

export function drawGivenName(random: Random, culture: Culture, female: boolean): string {
  // Names cross over: one child in seven of an immigrant family bears an English name.
  const from = culture !== 'anglo' && random.chance(0.15) ? 'anglo' : culture;
  const list = givenNames[from][female ? 'female' : 'male'];
  return list[random.weighted(givenWeights.get(list) as Float64Array)] as string;
}

export function drawFamilyName(random: Random, culture: Culture): string {
  const list = familyNames[culture];
  const one = () => list[random.weighted(familyWeights.get(list) as Float64Array)] as string;
  if (culture === 'hispanic' && random.chance(0.35)) return `${one()} ${one()}`;
  if (culture === 'portuguese' && random.chance(0.25)) return `${one()} ${random.chance(0.3) ? 'da ' : ''}${one()}`;
  if (culture === 'anglo' && random.chance(0.012)) return `${one()}-${one()}`;
  return one();
}

/** The short form a person answers to; null for those who use their full name. */
export function drawNickname(random: Random, given: string): string | null {
  const forms = nicknames.get(given);
  if (!forms || !random.chance(0.55)) return null;
  return forms[Math.floor(random.next() ** 2 * forms.length)] as string;
}
