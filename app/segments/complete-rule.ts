import { attributes, findAttribute } from './attributes/registry.ts';
import { type Catalogue, emptyCatalogue } from './catalogue.ts';
import { type CompletionOption, optionsFor } from './completion-options.ts';
import { findFunction, functions } from './functions/registry.ts';
import { type CursorContext, cursorContext, type Named } from './grammar/cursor-context.ts';
import { printName } from './grammar/print-condition.ts';
import { parse } from './grammar/rule-parser.generated.ts';
import { tokenise } from './grammar/tokens.ts';
import { anniversaryOperators } from './kinds/anniversary.ts';
import { measures } from './measures/measure.ts';
import { findRelation, relations } from './relations/registry.ts';
import type { ValueType } from './value-types/value-type.ts';

export type Completion = {
  /** The range to replace: the word under way, or the cursor's place. */
  from: number;
  to: number;
  options: readonly CompletionOption[];
};

export type CompleteOptions = {
  catalogue?: Catalogue;
  /** Segments to offer after IN SEGMENT. */
  segments?: readonly { handle: string; name: string }[];
  /** Most options to give. (Default: 200.) */
  limit?: number;
};

/** What may be written at a place of a rule's text, best first; empty where only the merchant can know. O(length). */
export function completeRule(text: string, cursor: number, options: CompleteOptions = {}): Completion {
  const before = text.slice(0, cursor);
  const { start, typed } = wordUnderWay(before);
  const head = before.slice(0, start);
  const context = cursorContext(tokenise(head).tokens);
  const expected = expectedAfter(head);
  const catalogue = options.catalogue ?? emptyCatalogue;
  const all = [
    ...conditionStarts(expected, context, catalogue),
    ...parameterNames(expected, context),
    ...relationNames(context, typed),
    ...optionsFor(expected, subjectType(context, catalogue), subjectName(context), catalogue).filter(
      (option) => context.named?.kind !== 'anniversary' || option.kind !== 'operator' || isForAnniversary(option.text),
    ),
    ...segmentHandles(context, options.segments ?? []),
    ...connectives(expected, context),
  ];
  return { from: start, to: cursor, options: ranked(all, typed).slice(0, options.limit ?? 200) };
}

/** The name under which values are suggested at a place: an attribute, `function.parameter` or `relation.field`; null elsewhere. */
export function nameAt(text: string, cursor: number): string | null {
  const head = text.slice(0, wordUnderWay(text.slice(0, cursor)).start);
  return subjectName(cursorContext(tokenise(head).tokens));
}

function isForAnniversary(operator: string): boolean {
  return (anniversaryOperators as readonly string[]).includes(operator);
}

/** The word or unclosed text that ends at the cursor. */
function wordUnderWay(before: string): { start: number; typed: string } {
  const { tokens, problem } = tokenise(before);
  if (problem?.code === 'segments.text_unclosed' && problem.span) {
    return { start: problem.span.from, typed: before.slice(problem.span.from + 1) };
  }
  const last = tokens.at(-1);
  const isUnderWay =
    last && last.to === before.length && (last.kind === 'word' || last.kind === 'number' || last.kind === 'date');
  const owner = tokens.at(-2);
  if (last?.text === '.' && last.to === before.length && owner?.kind === 'word' && owner.to === last.from) {
    return { start: owner.from, typed: `${owner.text}.` };
  }
  const partOfSign = /[+-]$/.exec(before);
  return isUnderWay
    ? { start: last.from, typed: last.text }
    : { start: before.length - (partOfSign ? 1 : 0), typed: '' };
}

/** What the grammar would take next: it is given a character that fits nowhere and says what it missed. */
function expectedAfter(head: string): ReadonlySet<string> {
  try {
    parse(`${head}\u0001`, {
      mark: (node: object) => node,
      legacy: (name: string, value: object) => ({ name, value }),
    });
  } catch (error) {
    if (error instanceof Error && 'expected' in error && Array.isArray(error.expected)) {
      return new Set(
        error.expected.map((one: { description?: string; text?: string }) => one.description ?? one.text ?? ''),
      );
    }
  }
  return new Set();
}

function conditionStarts(
  expected: ReadonlySet<string>,
  context: CursorContext,
  catalogue: Catalogue,
): CompletionOption[] {
  const inAnniversary = context.frame.kind === 'anniversary';
  if (!expected.has('an attribute') || context.frame.kind === 'measure' || context.frame.kind === 'function') {
    return [];
  }
  const own = [...catalogue.fields.keys()];
  const names = [...Object.keys(attributes), ...own].flatMap((name): CompletionOption[] => {
    const attribute = findAttribute(name, catalogue);
    const isDate = attribute?.type.kind === 'date' || attribute?.type.kind === 'day';
    const text = inAnniversary ? `'${name}'` : printName(name);
    return attribute && (isDate || !inAnniversary)
      ? [{ kind: 'attribute', label: name, text, detail: attribute.description }]
      : [];
  });
  return inAnniversary ? names : [...names, ...functionStarts(), ...measureStarts()];
}

function functionStarts(): CompletionOption[] {
  const own = Object.entries(functions).map(
    ([name, { description }]): CompletionOption => ({
      kind: 'function',
      label: name,
      text: `${name} MATCHES (`,
      detail: description,
    }),
  );
  const anniversary = {
    kind: 'function',
    label: 'anniversary',
    text: 'anniversary(',
    detail: 'A date without its year.',
  } as const;
  return [...own, anniversary];
}

function measureStarts(): CompletionOption[] {
  return Object.entries(measures).map(
    ([name, { description }]): CompletionOption => ({
      kind: 'measure',
      label: name,
      text: `${name}(`,
      detail: description,
    }),
  );
}

function parameterNames(expected: ReadonlySet<string>, { frame }: CursorContext): CompletionOption[] {
  if (!expected.has('the name of a parameter')) {
    return [];
  }
  if (frame.kind === 'function') {
    const parameters = Object.entries(findFunction(frame.name)?.parameters ?? {});
    return parameters
      .filter(([name]) => !frame.used.includes(name))
      .map(([name, { description }]) => ({
        kind: 'parameter',
        label: name,
        text: frame.isLegacy ? `${name}: ` : name,
        detail: description,
      }));
  }
  const fields =
    frame.kind === 'measure' && frame.relation ? Object.entries(findRelation(frame.relation)?.fields ?? {}) : [];
  return fields
    .filter(([, field]) => !field.internal)
    .map(([name, { description }]) => ({ kind: 'parameter', label: name, text: name, detail: description }));
}

/** `orders`, and after the dot the fields the measure can work with. */
function relationNames({ frame, previous }: CursorContext, typed: string): CompletionOption[] {
  if (frame.kind !== 'measure' || previous?.text !== '(') {
    return [];
  }
  const measure = measures[frame.measure];
  return Object.values(relations).flatMap((relation): CompletionOption[] => {
    const whole: CompletionOption = {
      kind: 'field',
      label: relation.name,
      text: relation.name,
      detail: relation.description,
    };
    const fields = Object.entries(relation.fields)
      .filter(([, field]) => !field.internal && measure.field !== 'none' && measure.outcome(field.type) !== null)
      .map(([name, field]): CompletionOption => {
        const path = `${relation.name}.${name}`;
        return { kind: 'field', label: path, text: path, detail: field.description };
      });
    return measure.field === 'required' || typed.includes('.') ? fields : [whole, ...fields];
  });
}

function segmentHandles(
  { previous }: CursorContext,
  segments: readonly { handle: string; name: string }[],
): CompletionOption[] {
  if (previous?.kind !== 'word' || previous.text.toUpperCase() !== 'SEGMENT') {
    return [];
  }
  return segments.map(({ handle, name }) => ({ kind: 'segment', label: handle, text: `'${handle}'`, detail: name }));
}

function connectives(expected: ReadonlySet<string>, { frame, named }: CursorContext): CompletionOption[] {
  const words = named && frame.kind === 'group' ? ['AND', 'OR'].filter((word) => expected.has(word)) : [];
  const starts = expected.has('an attribute') && frame.kind === 'group' ? ['NOT', 'IN SEGMENT'] : [];
  return [...words, ...starts].map((text) => ({ kind: 'keyword', label: text, text, detail: '' }));
}

function subjectName({ named, frame }: CursorContext): string | null {
  if (named?.kind === 'parameter') {
    const owner = frame.kind === 'function' ? frame.name : frame.kind === 'measure' ? frame.relation : null;
    return owner === null ? named.name : `${owner}.${named.name}`;
  }
  return named?.kind === 'attribute' ? named.name : null;
}

function subjectType({ named, frame }: CursorContext, catalogue: Catalogue): ValueType | 'function' | null {
  if (named?.kind === 'attribute' && findFunction(named.name)) {
    return 'function';
  }
  if (named?.kind === 'parameter') {
    return parameterType(named.name, frame);
  }
  return named ? namedType(named, catalogue) : null;
}

function parameterType(name: string, frame: CursorContext['frame']): ValueType | null {
  if (frame.kind === 'function') {
    return findFunction(frame.name)?.parameters[name]?.type ?? null;
  }
  return frame.kind === 'measure' && frame.relation ? (findRelation(frame.relation)?.fields[name]?.type ?? null) : null;
}

function namedType(named: Exclude<Named, { kind: 'parameter' }>, catalogue: Catalogue): ValueType | null {
  switch (named.kind) {
    case 'attribute':
      return findAttribute(named.name, catalogue)?.type ?? null;
    case 'anniversary':
      return { kind: 'day' };
    case 'measure': {
      const fields = named.relation ? findRelation(named.relation)?.fields : undefined;
      return measures[named.measure].outcome(named.field === null ? null : (fields?.[named.field]?.type ?? null));
    }
  }
}

/** Options that fit what was typed: by the beginning of the name first, then by any part of name or detail. */
function ranked(options: readonly CompletionOption[], typed: string): CompletionOption[] {
  const wanted = typed.toLowerCase();
  const begins = (text: string) =>
    text
      .toLowerCase()
      .split(' ')
      .some((word) => word.startsWith(wanted));
  const rank = ({ label, detail }: CompletionOption) => {
    const own = label.toLowerCase();
    return own.startsWith(wanted) ? 0 : own.includes(wanted) ? 1 : begins(detail) ? 2 : 3;
  };
  return options
    .map((option, index) => ({ option, index, rank: rank(option) }))
    .filter((entry) => entry.rank < 3)
    .toSorted((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ option }) => option);
}
