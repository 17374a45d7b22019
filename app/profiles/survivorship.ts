/**
 * Which record's word becomes the profile's. Records are ranked once, for every attribute alike: how the value was got
 * (said by the person, typed by staff, imported, guessed), then how recent the record is, then the source's trust, then
 * the oldest record. An attribute takes the first record in that order that says it.
 */
export const PROVENANCE_ORDER = ['said', 'typed', 'imported', 'guessed'] as const;

/** Attributes that are taken one by one. */
export const SINGLE_ATTRIBUTES = ['company', 'email', 'phone', 'birth_date', 'language'] as const;

/** Attributes that are taken together from one record, so that parts of two names or two addresses are never mixed. */
export const ATTRIBUTE_GROUPS = {
  name: ['given_name', 'family_name'],
  address: ['line1', 'line2', 'city', 'region', 'postal_code', 'country'],
} as const;

export type GoldenAttribute = (typeof SINGLE_ATTRIBUTES)[number] | keyof typeof ATTRIBUTE_GROUPS;

/** For each golden attribute, the record that gave it. */
export type FieldProvenance = Partial<Record<GoldenAttribute, number>>;
