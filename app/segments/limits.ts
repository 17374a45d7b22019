/** What a rule may hold at most. Beyond it the answer is a sentence, not a long wait. */
export const ruleLimits = {
  /** Characters of rule text. */
  characters: 500_000,
  /** Conditions in one rule, groups not counted. */
  clauses: 5_000,
  /** Groups within groups. */
  depth: 100,
  /** Values in one list; Shopify's own limit for ids. */
  listValues: 500,
  /** Characters of one text value. */
  textValue: 1_000,
} as const;
