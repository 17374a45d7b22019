import { z } from 'zod';
import { matchingRulesSchema } from '#app/identity/matching-rules.ts';
import { GOLDEN_ATTRIBUTES, survivorshipRulesSchema } from '#app/profiles/survivorship.ts';

/** Settings that decide who is who and whose word counts; a part that is null stays as it is. */
export const proposalSchema = z.object({
  matching: matchingRulesSchema.nullable(),
  survivorship: survivorshipRulesSchema.nullable(),
  trust: z
    .array(z.object({ sourceId: z.number().int().positive(), trustRank: z.number().int().min(1).max(1000) }))
    .nullable(),
  /** The version of a learned and frozen model that is to decide. */
  model: z.string().nullable().optional(),
});
export type Proposal = z.infer<typeof proposalSchema>;

const money = z.number().int();
const partSchema = z.object({
  profileId: z.number(),
  records: z.number(),
  netMinor: money,
  ordersCount: z.number(),
  emailConsent: z.string(),
  smsConsent: z.string(),
  segments: z.array(z.number()),
});
/** A profile as far as a difference speaks of it. `profileId` is the id of its oldest record. */
export type Part = z.infer<typeof partSchema>;

/** A merge: `parts` before, `whole` after. A split: `whole` before, `parts` after. */
export const regroupSchema = z.object({ whole: partSchema, parts: z.array(partSchema) });
export type Regroup = z.infer<typeof regroupSchema>;

export const fieldChangesSchema = z.object({
  profileId: z.number(),
  netMinor: money,
  fields: z.array(
    z.object({ attribute: z.enum(GOLDEN_ATTRIBUTES), from: z.number().nullable(), to: z.number().nullable() }),
  ),
});
/** Golden fields that another record gives afterwards. */
export type FieldChanges = z.infer<typeof fieldChangesSchema>;

export const summarySchema = z.object({
  profilesBefore: z.number(),
  profilesAfter: z.number(),
  questionsBefore: z.number(),
  questionsAfter: z.number(),
  merges: z.number(),
  splits: z.number(),
  /** Profiles of which only golden fields change. */
  fieldProfiles: z.number(),
  fields: z.partialRecord(z.enum(GOLDEN_ATTRIBUTES), z.number()),
  /** Net spend that joins another profile's; that leaves its profile. Minor units. */
  mergedMinor: money,
  splitMinor: money,
  consents: z.array(z.object({ channel: z.string(), from: z.string(), to: z.string(), profiles: z.number() })),
  segments: z.array(z.object({ segmentId: z.number(), entered: z.number(), left: z.number() })),
});
export type DifferenceSummary = z.infer<typeof summarySchema>;

/** Whether nothing at all would become different for anybody. */
export function isNoDifference(summary: DifferenceSummary): boolean {
  const { merges, splits, fieldProfiles, consents, segments, questionsBefore, questionsAfter } = summary;
  const moved = merges + splits + fieldProfiles + consents.length + segments.length;
  return moved === 0 && questionsBefore === questionsAfter;
}
