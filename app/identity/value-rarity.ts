import { ADDRESS, ADDRESS_LEVEL, BIRTH, COMPANY, FAMILY, FIRST_OPEN_FIELD, GIVEN } from './comparison-fields.ts';
import type { FieldModel, ValueFrequencies } from './matching-model.ts';
import type { RecordSet } from './record-set.ts';
import type { TextTable } from './string-store.ts';

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
    given: byTable(set.names.texts, exact(GIVEN)),
    family: byTable(set.names.texts, exact(FAMILY)),
    birth: Float32Array.from(set.birth, exact(BIRTH)),
    postcode: byTable(set.texts, atLevel(ADDRESS_LEVEL.POSTCODE)),
    city: byTable(set.texts, atLevel(ADDRESS_LEVEL.CITY)),
    company: byTable(set.companyTable.texts, exact(COMPANY)),
    attributes: set.attributeNames.map((_, index) => byTable(set.texts, exact(firstAttribute + index))),
  };
}

function byTable(table: TextTable, rarity: (hash: number) => number): Float32Array {
  const bits = new Float32Array(table.size + 1);
  for (let id = 1; id <= table.size; id += 1) bits[id] = rarity(table.hashes[id] as number);
  return bits;
}

/**
 * −log2 of the chance that a stranger has the value. Of the people counted two are set aside: they may be the very pair in question.
 * A table of few people is drawn towards the chance of the whole field, so that a name met once among a hundred people is not taken
 * for unheard-of.
 */
function rarityOf(frequencies: ValueFrequencies, chance: number): (hash: number) => number {
  const { total } = frequencies;
  if (total === 0) return () => -Math.log2(chance);
  const counts = countsByHash(frequencies);
  const drawn = Math.min(total, 1 / chance);
  const ofUnlisted = -Math.log2((drawn * chance) / (total + drawn));
  return (hash) => {
    const count = counts.get(hash);
    return count === undefined ? ofUnlisted : -Math.log2((count - 2 + drawn * chance) / (total + drawn));
  };
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
