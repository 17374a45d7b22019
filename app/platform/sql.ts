/** A statement or a part of one: text with $1…$n and the values that stand for them. Values never become text. */
export type Sql = { readonly text: string; readonly values: readonly unknown[]; readonly parts: readonly string[] };

/** What this file made. An object of the same shape that came from outside (JSON, say) is a value, never a part. */
const made = new WeakSet<object>();

/** Builds a statement from a template; an interpolated Sql is spliced in, anything else becomes a parameter. */
export function sql(strings: TemplateStringsArray, ...inserts: readonly unknown[]): Sql {
  const parts: string[] = [strings[0] ?? ''];
  const values: unknown[] = [];
  inserts.forEach((insert, index) => {
    if (isSql(insert)) {
      splice(parts, values, insert);
      parts[parts.length - 1] += strings[index + 1] ?? '';
    } else {
      values.push(insert);
      parts.push(strings[index + 1] ?? '');
    }
  });
  return assemble(parts, values);
}

/** Parts one after the other with a separator between, e.g. `join(conditions, ' and ')`. O(length). */
export function join(list: readonly Sql[], separator = ', '): Sql {
  const parts: string[] = [''];
  const values: unknown[] = [];
  list.forEach((part, index) => {
    if (index > 0) {
      parts[parts.length - 1] += separator;
    }
    splice(parts, values, part);
  });
  return assemble(parts, values);
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
  return typeof value === 'object' && value !== null && made.has(value);
}

function splice(parts: string[], values: unknown[], insert: Sql): void {
  parts[parts.length - 1] += insert.parts[0] ?? '';
  for (let index = 1; index < insert.parts.length; index++) {
    parts.push(insert.parts[index] ?? '');
  }
  for (const value of insert.values) {
    values.push(value);
  }
}

/** The text is put together when somebody asks for it: most fragments only live to be spliced into a bigger one. */
function assemble(parts: readonly string[], values: readonly unknown[]): Sql {
  let text: string | undefined;
  const fragment: Sql = {
    parts,
    values,
    get text() {
      text ??= parts.map((part, index) => (index === 0 ? part : `$${index}${part}`)).join('');
      return text;
    },
  };
  made.add(fragment);
  return fragment;
}
