import { ADDRESS, ADDRESS_LEVEL, BIRTH, COMPANY, FAMILY, FIRST_OPEN_FIELD, GIVEN } from './comparison-fields.ts';
import type { FieldModel, ValueFrequencies } from './matching-model.ts';
import type { RecordSet } from './record-set.ts';

/**
 * How rare the values of a record set are, in bits: −log2 of the share of people who have them, by value id. Two strangers agree on
 * `smith` more easily than on `zbigniewski`, so agreement on the latter says more (term frequency, as in Splink).
 */
export type ValueRarity = {
  given: Float32Array;
  family: Float32Array;
  /** By row of the record set. */
  birth: Float32Array;
  postcode: Float32Array;
  city: Float32Array;
  company: Float32Array;
  /** By attribute of the set, then by text id. */
  attributes: Float32Array[];
};

/** Looks every distinct value of the set up in the model's frequency tables. O(distinct values). */
export function rarityOfValues(set: RecordSet, fields: readonly FieldModel[]): ValueRarity {
  const field = (index: number) => fields[index] as FieldModel;
  const exact = (index: number) => rarityOf(field(index).frequencies, field(index).u.at(-1) as number);
  const atLevel = (level: number) => rarityOf(field(ADDRESS).frequencies, field(ADDRESS).u[level - 1] as number);
  const firstAttribute = FIRST_OPEN_FIELD + set.idKinds.length;
  return {
    given: rarityIn(set.names.texts.hashes, exact(GIVEN)),
    family: rarityIn(set.names.texts.hashes, exact(FAMILY)),
    birth: rarityIn(set.birth, exact(BIRTH)),
    postcode: rarityIn(set.texts.hashes, atLevel(ADDRESS_LEVEL.POSTCODE)),
    city: rarityIn(set.texts.hashes, atLevel(ADDRESS_LEVEL.CITY)),
    company: rarityIn(set.companyTable.texts.hashes, exact(COMPANY)),
    attributes: set.attributeNames.map((_, index) => rarityIn(set.texts.hashes, exact(firstAttribute + index))),
  };
}

/** Bits of each value of a column. */
function rarityIn(values: Column, [frequencies, bitsOf]: Rarity): Float32Array {
  const counts = countsIn(values, frequencies);
  const bits = new Float32Array(counts.length).fill(bitsOf(0));
  for (let at = 0; at < counts.length; at += 1) if (counts[at] !== 0) bits[at] = bitsOf(counts[at] as number);
  return bits;
}

type Column = Float64Array | Int32Array;

const counted = new WeakMap<ValueFrequencies, WeakMap<Column, Int32Array>>();

/** How many people have each value of a column, 0 = not listed. Looked up once, however often the chances change. */
function countsIn(values: Column, frequencies: ValueFrequencies): Int32Array {
  const known = counted.get(frequencies) ?? new WeakMap<Column, Int32Array>();
  counted.set(frequencies, known);
  const before = known.get(values);
  if (before !== undefined) return before;
  const listed = countsByHash(frequencies);
  const counts = new Int32Array(values.length);
  for (let at = 0; at < values.length; at += 1) counts[at] = listed.get(values[at] as number) ?? 0;
  known.set(values, counts);
  return counts;
}

/** A field's frequencies, and the bits of a value that so many people have (0 = it is not listed). */
type Rarity = [frequencies: ValueFrequencies, bitsOf: (count: number) => number];

/**
 * −log2 of the chance that a stranger has the value. Of the people counted two are set aside: they may be the very pair in question.
 * A table of few people is drawn towards the chance of the whole field, so that a name met once among a hundred people is not taken
 * for unheard-of.
 */
function rarityOf(frequencies: ValueFrequencies, chance: number): Rarity {
  const { total } = frequencies;
  if (total === 0) return [frequencies, () => -Math.log2(chance)];
  const drawn = Math.min(total, 1 / chance);
  return [frequencies, (count) => -Math.log2((Math.max(0, count - 2) + drawn * chance) / (total + drawn))];
}

const parsed = new WeakMap<ValueFrequencies, Map<number, number>>();

/** The table of a model is read once, however often a record is scored with it. */
function countsByHash(frequencies: ValueFrequencies): Map<number, number> {
  const known = parsed.get(frequencies);
  if (known !== undefined) return known;
  const counts = new Map(Object.entries(frequencies.counts).map(([hash, count]) => [Number(hash), count]));
  parsed.set(frequencies, counts);
  return counts;
}
