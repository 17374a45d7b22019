/** What one record of a file is about; a file has one. */
export type Subject = 'customers' | 'orders' | 'refunds' | 'interactions' | 'feedback' | 'loyalty' | 'consents';

/** What the values of a field must parse as. */
export type ValueType =
  | 'text'
  | 'long_text'
  | 'name'
  | 'id'
  | 'email'
  | 'phone'
  | 'money'
  | 'number'
  | 'instant'
  | 'day'
  | 'time'
  | 'zone'
  | 'boolean'
  | 'country'
  | 'currency'
  | 'language'
  | 'postal_code'
  | 'list'
  | 'word'
  | 'status'
  | 'consent'
  | 'url';

/** The canonical place a column can be mapped to. */
export type FieldDefinition = {
  /** `group.name`, stable: it is stored in saved mappings. */
  key: string;
  label: string;
  description: string;
  type: ValueType;
  /** Several columns may feed it (further phones, tags). Default: one. */
  multiple?: true;
  /** Headers people and systems use for it, in any language, folded and separated by `|`; the first are the surest. */
  headers: string;
  /** Headers that say it only for some subjects ("Date", "Status", "ID"). Separated by `|`. */
  headersWhen?: Partial<Record<Subject, string>>;
};

/** A field as written in the tables of this folder: the group is added by `fieldsOf`. */
export type FieldRow = [
  name: string,
  type: ValueType,
  label: string,
  description: string,
  headers: string,
  more?: { multiple?: true; when?: Partial<Record<Subject, string>> },
];

/** Turns the rows of one group into definitions. */
export function fieldsOf(group: string, rows: readonly FieldRow[]): FieldDefinition[] {
  return rows.map(([name, type, label, description, headers, more]) => ({
    key: `${group}.${name}`,
    label,
    description,
    type,
    headers,
    ...(more?.multiple ? { multiple: true as const } : {}),
    ...(more?.when ? { headersWhen: more.when } : {}),
  }));
}
