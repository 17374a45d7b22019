import { type CleansingRule, isCleanable } from './cleansing.ts';
import { readTransforms } from './transforms-schema.ts';

/** Reads a rule that a browser sent; a sentence if it is none. */
export function readRuleForm(
  field: (name: string) => unknown,
): (CleansingRule & { name: string; mode: 'apply' | 'propose' }) | string {
  const named = String(field('field') ?? '');
  const steps = readTransforms(parseJson(String(field('steps') ?? '')));
  if (!isCleanable(named)) {
    return 'Choose the field that the rule is about.';
  }
  if (steps === null || steps.length === 0) {
    return 'A step is not complete: look at its settings.';
  }
  const name = String(field('name') ?? '')
    .trim()
    .slice(0, 80);
  return {
    field: named,
    kind: 'steps',
    steps,
    name: name || 'Rule',
    mode: field('mode') === 'propose' ? 'propose' : 'apply',
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
