/** A statement or a part of one: text with $1…$n and the values that stand for them. Values never become text. */
export type Sql = { readonly text: string; readonly values: readonly unknown[]; readonly parts: readonly string[] };

/** Builds a statement from a template; an interpolated Sql is spliced in, anything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...inserts: readonly unknown[]): Sql {
  const parts: string[] = [strings[0] ?? ''];
  const values: unknown[] = [];
  inserts.forEach((insert, index) => {
    const after = strings[index + 1] ?? '';
    if (isSql(insert)) {
      parts[parts.length - 1] += insert.parts[0] ?? '';
      parts.push(...insert.parts.slice(1));
      parts[parts.length - 1] += after;
      values.push(...insert.values);
    } else {
      values.push(insert);
      parts.push(after);
    }
  });
  return assemble(parts, values);
}

/** Parts one after the other with a separator between, e.g. `join(conditions, ' and ')`. */
export function join(list: readonly Sql[], separator = ', '): Sql {
  return list.reduce((whole, part, index) => (index === 0 ? part : sql`${whole}${raw(separator)}${part}`), empty);
}

/** Text that is part of the program, never of the input. */
export function raw(text: string): Sql {
  return assemble([text], []);
}

/** A column or table name out of an allow-list; throws for any other. */
export function ident<Name extends string>(name: string, allowed: readonly Name[]): Sql {
  const found = allowed.find((candidate) => candidate === name);
  if (found === undefined) {
    throw new Error(`${JSON.stringify(name)} is not one of ${allowed.join(', ')}`);
  }
  return raw(`"${found}"`);
}

export const empty: Sql = assemble([''], []);

function isSql(value: unknown): value is Sql {
  return typeof value === 'object' && value !== null && Array.isArray((value as Sql).parts) && typeof (value as Sql).text === 'string';
}

function assemble(parts: readonly string[], values: readonly unknown[]): Sql {
  const text = parts.map((part, index) => (index === 0 ? part : `$${index}${part}`)).join('');
  return { parts, values, text };
}
