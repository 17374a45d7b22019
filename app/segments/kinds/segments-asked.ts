import type { Parameter } from '../types.ts';

/** Handles of the segments whose entries and exits these conditions choose; empty where they choose by something else. */
export function segmentsAsked(relation: string | undefined, parameters: readonly Parameter[]): string[] {
  if (relation !== 'segment_events') {
    return [];
  }
  return parameters.flatMap(({ name, condition }) => {
    if (name !== 'segment') {
      return [];
    }
    const values =
      condition.kind === 'compare' && condition.operator === '='
        ? [condition.value]
        : condition.kind === 'one_of' && !condition.negated
          ? condition.values
          : [];
    return values.flatMap((value) => (value.kind === 'text' ? [value.text] : []));
  });
}
