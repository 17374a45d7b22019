import { z } from 'zod';
import { FIXED_FIELDS } from './comparison-fields.ts';
import { hashText } from './hash.ts';
import { DEFAULT_THRESHOLDS, type MatchingModel } from './matching-model.ts';

const bits = z.number().min(-10).max(40);
export const matchingRulesSchema = z.object({
  link: bits,
  review: bits,
  /** By field name: bits added to every level of agreement; a field that is not named counts as learned. */
  shifts: z.record(z.string().max(80), z.number().min(-20).max(20)),
});

/**
 * How strictly a shop matches, as its people have set it: on top of whatever model was learned, so that a new model keeps
 * their word. Bits: log2 of the odds that two records are one person.
 */
export type MatchingRules = z.infer<typeof matchingRulesSchema>;

export const USUAL_RULES: MatchingRules = { ...DEFAULT_THRESHOLDS, shifts: {} };

/** Rules as they were kept; what is not understood falls back to the usual ones. A question threshold never lies above the link's. */
export function readMatchingRules(kept: unknown): MatchingRules {
  const read = matchingRulesSchema.safeParse(kept);
  return read.success ? tidy(read.data) : USUAL_RULES;
}

function tidy(rules: MatchingRules): MatchingRules {
  const shifts = Object.entries(rules.shifts)
    .filter(([, shift]) => shift !== 0)
    .sort(([x], [y]) => (x < y ? -1 : 1));
  return { link: rules.link, review: Math.min(rules.review, rules.link), shifts: Object.fromEntries(shifts) };
}

export function areUsual(rules: MatchingRules): boolean {
  return JSON.stringify(tidy(rules)) === JSON.stringify(tidy(USUAL_RULES));
}

/** The fields that can be made to count for less or more: those every shop has, and the kinds of identifiers of this one. */
export function fieldsToWeigh(model: Pick<MatchingModel, 'fields'>): string[] {
  const ids = model.fields.map(({ name }) => name).filter((name) => name.startsWith('id:'));
  return [...FIXED_FIELDS, ...ids];
}

/**
 * The learned model under these rules. A shift moves the weight of every level of agreement of its field (m grows by 2^shift);
 * disagreement weighs as before, and the cap of a field holds. Equal model and rules, equal version.
 */
export function withMatchingRules(model: MatchingModel, rules: MatchingRules): MatchingModel {
  if (areUsual(rules)) {
    return model;
  }
  return {
    ...model,
    version: `${model.version}-${hashText(JSON.stringify(tidy(rules))).toString(36)}`,
    thresholds: { link: rules.link, review: Math.min(rules.review, rules.link) },
    fields: model.fields.map((field) => {
      const factor = 2 ** (rules.shifts[field.name] ?? 0);
      return factor === 1 ? field : { ...field, m: field.m.map((m, at) => (at === 0 ? m : m * factor)) };
    }),
  };
}
