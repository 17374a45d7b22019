/** Type of a merchant's own field; sources keep its values as text, and a value that does not fit its type counts as unknown. */
export const customFieldTypes = ['text', 'number', 'boolean', 'date'] as const;
export type CustomFieldType = (typeof customFieldTypes)[number];

/** What rules of one shop may name beyond the built-in attributes, and what to offer while someone types. Plain data. */
export type Catalogue = {
  /** `custom.<name>` and `metafields.<namespace>.<key>` with their types. */
  fields: ReadonlyMap<string, CustomField>;
  /** Parts of the data this shop does not have (yet): rules that read them are refused with a sentence. */
  missing: ReadonlySet<DataPart>;
  /** Values to offer for an attribute or parameter, by its name, most frequent first. */
  suggestions: ReadonlyMap<string, readonly Suggestion[]>;
};

export type CustomField = {
  type: CustomFieldType;
  label: string;
  /** No record has it any more; only rules that were kept before still name it. */
  isGone?: boolean;
};

export type Suggestion = { value: string; label: string; count: number | null };

/** Which tables a clause reads: decides whose membership an event can change, and what must be there to ask. */
export type DataPart =
  | 'person'
  | 'metrics'
  | 'scores'
  | 'households'
  | 'records'
  | 'orders'
  | 'refunds'
  | 'interactions'
  | 'feedback'
  | 'loyalty'
  | 'consents'
  | 'segments';

/** A catalogue as it travels to the browser. */
export type CatalogueData = { fields: readonly [string, CustomField][]; missing: readonly DataPart[] };

export function catalogueData({ fields, missing }: Catalogue): CatalogueData {
  return { fields: [...fields].filter(([, field]) => !field.isGone), missing: [...missing] };
}

export function catalogueOf(data: CatalogueData, suggestions: Catalogue['suggestions']): Catalogue {
  return { fields: new Map(data.fields), missing: new Set(data.missing), suggestions };
}

export const emptyCatalogue: Catalogue = { fields: new Map(), missing: new Set(), suggestions: new Map() };
