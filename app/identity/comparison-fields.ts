/**
 * The fields that two records are compared on and the levels of agreement of each, worst first; level 0 is always "not
 * comparable" (one side does not say) and weighs nothing.
 *
 * `m` is the share of pairs of one person at that level, `u` that of pairs of two strangers: where training starts from (README names
 * the sources).
 */
export type LevelPrior = { name: string; m: number; u: number };

export type FieldGroup = 'name' | 'birth' | 'contact' | 'address' | 'company' | 'id' | 'other';

export type FieldPrior = {
  group: FieldGroup;
  /** Most bits that one field may bring: no single agreement proves identity. */
  mostBits: number;
  /**
   * Share of pairs of two people of one household who have the field in common, so that they agree as one person's records do; the
   * others agree as strangers do. Judgement, not learned.
   */
  householdShare: number;
  levels: readonly LevelPrior[];
};

export const GIVEN = 0;
export const FAMILY = 1;
export const BIRTH = 2;
export const EMAIL = 3;
export const PHONE = 4;
export const ADDRESS = 5;
/** A person's employer; what a record without a person's name is called. */
export const COMPANY = 6;
export const ORGANISATION = 7;
/** Identifier kinds follow, then attributes, each in the order of the record set. */
export const FIRST_OPEN_FIELD = 8;

export const FIXED_FIELDS = [
  'given',
  'family',
  'birth',
  'email',
  'phone',
  'address',
  'company',
  'organisation',
] as const;

export const NOT_COMPARABLE = 0;
export const DIFFERENT = 1;

/** Levels of one name against another; the same for given and family names. */
export const NAME = { DIFFERENT: 1, INITIAL: 2, LOOSE: 3, NEAR: 4, VARIANT: 5, EXACT: 6 } as const;
export const BIRTH_LEVEL = { DIFFERENT: 1, PARTIAL: 2, LOOSE: 3, NEAR: 4, TYPO: 5, EXACT: 6 } as const;
export const EMAIL_LEVEL = { DIFFERENT: 1, LOOSE: 2, NAMESAKE: 3, NEAR: 4, LOCAL: 5, EXACT: 6 } as const;
export const PHONE_LEVEL = { DIFFERENT: 1, NEAR: 2, ENDING: 3, EXACT: 4 } as const;
export const ADDRESS_LEVEL = {
  DIFFERENT: 1,
  CITY_NEAR: 2,
  CITY: 3,
  POSTCODE_NEAR: 4,
  POSTCODE: 5,
  STREET: 6,
  PLACE: 7,
} as const;
export const COMPANY_LEVEL = { DIFFERENT: 1, NEAR: 2, EXACT: 3 } as const;
export const VALUE_LEVEL = { DIFFERENT: 1, NEAR: 2, EXACT: 3 } as const;

/** Room for the levels of one field in tables indexed `field * LEVELS + level`. */
export const LEVELS = 8;

export type FieldKind = (typeof FIXED_FIELDS)[number] | 'personalId' | 'id' | 'attribute';

export const FIELD_PRIORS: Record<FieldKind, FieldPrior> = {
  given: {
    group: 'name',
    mostBits: 12,
    householdShare: 0.025,
    levels: [
      { name: 'different', m: 0.05, u: 0.97 },
      { name: 'initial', m: 0.03, u: 0.005 },
      { name: 'loose', m: 0.03, u: 0.015 },
      { name: 'near', m: 0.07, u: 0.004 },
      { name: 'variant', m: 0.05, u: 0.002 },
      { name: 'exact', m: 0.77, u: 0.0035 },
    ],
  },
  family: {
    group: 'name',
    mostBits: 12,
    householdShare: 0.85,
    levels: [
      { name: 'different', m: 0.06, u: 0.985 },
      { name: 'initial', m: 0.005, u: 0.002 },
      { name: 'loose', m: 0.025, u: 0.008 },
      { name: 'near', m: 0.08, u: 0.002 },
      { name: 'variant', m: 0.03, u: 0.001 },
      { name: 'exact', m: 0.8, u: 0.002 },
    ],
  },
  birth: {
    group: 'birth',
    mostBits: 14,
    householdShare: 0.01,
    levels: [
      { name: 'different', m: 0.015, u: 0.92 },
      { name: 'partly same', m: 0.01, u: 0.02 },
      { name: 'loose', m: 0.015, u: 0.06 },
      { name: 'near', m: 0.02, u: 0.006 },
      { name: 'typo', m: 0.04, u: 0.001 },
      { name: 'exact', m: 0.9, u: 0.00004 },
    ],
  },
  email: {
    group: 'contact',
    mostBits: 18,
    householdShare: 0.08,
    levels: [
      { name: 'different', m: 0.25, u: 0.9985 },
      { name: 'loose', m: 0.02, u: 0.0005 },
      { name: 'same name', m: 0.03, u: 0.001 },
      { name: 'near', m: 0.04, u: 0.00002 },
      { name: 'same local part', m: 0.06, u: 0.00003 },
      { name: 'exact', m: 0.6, u: 0.000002 },
    ],
  },
  phone: {
    group: 'contact',
    mostBits: 16,
    householdShare: 0.2,
    levels: [
      { name: 'different', m: 0.27, u: 0.9999 },
      { name: 'near', m: 0.02, u: 0.00001 },
      { name: 'same ending', m: 0.03, u: 0.000003 },
      { name: 'exact', m: 0.68, u: 0.000002 },
    ],
  },
  address: {
    group: 'address',
    mostBits: 13,
    householdShare: 0.95,
    levels: [
      { name: 'different', m: 0.12, u: 0.9 },
      { name: 'similar city', m: 0.03, u: 0.01 },
      { name: 'same city', m: 0.12, u: 0.05 },
      { name: 'similar postcode', m: 0.06, u: 0.003 },
      { name: 'same postcode', m: 0.22, u: 0.0007 },
      { name: 'same street', m: 0.05, u: 0.00005 },
      { name: 'same place', m: 0.4, u: 0.00001 },
    ],
  },
  company: {
    group: 'company',
    mostBits: 10,
    householdShare: 0.05,
    levels: [
      { name: 'different', m: 0.25, u: 0.985 },
      { name: 'near', m: 0.15, u: 0.002 },
      { name: 'exact', m: 0.6, u: 0.002 },
    ],
  },
  organisation: {
    group: 'name',
    mostBits: 12,
    householdShare: 0.01,
    levels: [
      { name: 'different', m: 0.1, u: 0.99 },
      { name: 'near', m: 0.3, u: 0.003 },
      { name: 'exact', m: 0.6, u: 0.002 },
    ],
  },
  personalId: {
    group: 'id',
    mostBits: 20,
    householdShare: 0.0005,
    levels: [
      { name: 'different', m: 0.1, u: 0.9999 },
      { name: 'near', m: 0.03, u: 0.00002 },
      { name: 'exact', m: 0.87, u: 0.000001 },
    ],
  },
  id: {
    group: 'id',
    mostBits: 20,
    householdShare: 0.25,
    levels: [
      { name: 'different', m: 0.1, u: 0.9999 },
      // Numbers that a shop hands out run on: the next one is somebody else's.
      { name: 'near', m: 0.03, u: 0.003 },
      { name: 'exact', m: 0.87, u: 0.000001 },
    ],
  },
  attribute: {
    group: 'other',
    mostBits: 6,
    householdShare: 0.4,
    levels: [
      { name: 'different', m: 0.2, u: 0.85 },
      { name: 'near', m: 0.05, u: 0.01 },
      { name: 'exact', m: 0.75, u: 0.14 },
    ],
  },
};

/** Numbers that a state or insurer gives to one person for life: a household does not share them as it shares a loyalty card. */
const PERSONAL_ID =
  /ssn|soc(?:ial)?_?sec|passport|licen[cs]e|national|tax|insurance|nino|nhs|medicare|medicaid|voter|identity/i;

export function kindOfId(kind: string): FieldKind {
  return PERSONAL_ID.test(kind) ? 'personalId' : 'id';
}
