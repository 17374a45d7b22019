import { learnedModel } from '#app/identity/active-model.server.ts';
import { matchingRules } from '#app/identity/matching-rules.server.ts';
import { fieldsToWeigh, type MatchingRules } from '#app/identity/matching-rules.ts';
import {
  latestApplied,
  type Rehearsal,
  type RehearsalState,
  readChanges,
  readRehearsal,
  readRehearsals,
} from '#app/identity/rehearsals.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { GoldenAttribute, SurvivorshipRules } from '#app/profiles/survivorship.ts';
import { readSurvivorshipRules } from '#app/profiles/survivorship-rules.server.ts';
import { readTrust, type SourceTrust } from '#app/sources/source-trust.server.ts';
import { describeProposal } from './describe-proposal.ts';
import {
  type DifferenceSummary,
  fieldChangesSchema,
  type Part,
  proposalSchema,
  regroupSchema,
  summarySchema,
} from './proposal.ts';

/** Changes tried before, shown beside the settings. */
const MOST_LISTED = 8;

export type RehearsalLine = Pick<Rehearsal, 'id' | 'state' | 'askedBy' | 'askedAt'> & { sentence: string };

export type MatchingPage = { rules: MatchingRules; fields: string[]; tried: RehearsalLine[] };

/** How strictly the shop matches, what can be weighed, and what was tried before. */
export function readMatchingPage(shopId: number): Promise<MatchingPage> {
  return withShop(shopId, async (tx) => ({
    rules: await matchingRules(tx),
    fields: fieldsToWeigh(await learnedModel(tx)),
    tried: await readLines(tx),
  }));
}

export type SurvivorshipPage = { rules: SurvivorshipRules; sources: SourceTrust[]; tried: RehearsalLine[] };

/** Whose word counts, by attribute and by source, and what was tried before. */
export function readSurvivorshipPage(shopId: number): Promise<SurvivorshipPage> {
  return withShop(shopId, async (tx) => ({
    rules: await readSurvivorshipRules(tx),
    sources: await readTrust(tx),
    tried: await readLines(tx),
  }));
}

async function readLines(tx: Tx): Promise<RehearsalLine[]> {
  const sources = await readTrust(tx);
  return (await readRehearsals(tx, MOST_LISTED)).map(({ id, state, askedBy, askedAt, proposal }) => ({
    id,
    state,
    askedBy,
    askedAt,
    sentence: describeProposal(proposalSchema.parse(proposal), sources),
  }));
}

/** A part of a merge or a split with the name of its oldest record. */
export type NamedPart = Part & { name: string; publicId: string | null; segmentNames: string[] };
export type ShownChange =
  | { kind: 'merge' | 'split'; whole: NamedPart; parts: NamedPart[] }
  | {
      kind: 'fields';
      name: string;
      publicId: string | null;
      fields: { attribute: GoldenAttribute; from: string; to: string }[];
    };

export type RehearsalPage = {
  id: number;
  state: RehearsalState;
  phase: string;
  progress: number;
  sentence: string;
  askedBy: string;
  askedAt: Date;
  canUndo: boolean;
  summary:
    | (Omit<DifferenceSummary, 'segments'> & { segments: { name: string; entered: number; left: number }[] })
    | null;
  changes: ShownChange[];
};

/** A rehearsal with what it found, names looked up as the records say them now; null if there is none of this id. */
export function readRehearsalPage(shopId: number, id: number): Promise<RehearsalPage | null> {
  return withShop(shopId, async (tx) => {
    const rehearsal = await readRehearsal(tx, id);
    if (!rehearsal) {
      return null;
    }
    const { state, phase, progress, askedBy, askedAt } = rehearsal;
    const segments = await readSegmentNames(tx);
    const found = rehearsal.summary === null ? null : summarySchema.parse(rehearsal.summary);
    return {
      ...{ id, state, phase, progress, askedBy, askedAt },
      sentence: describeProposal(proposalSchema.parse(rehearsal.proposal), await readTrust(tx)),
      canUndo: state === 'applied' && (await latestApplied(tx)) === id,
      summary: found && {
        ...found,
        segments: found.segments.map(({ segmentId, ...moves }) => ({
          name: segments.get(segmentId) ?? 'A deleted segment',
          ...moves,
        })),
      },
      changes: await showChanges(tx, id, segments),
    };
  });
}

async function readSegmentNames(tx: Tx): Promise<Map<number, string>> {
  const rows = await tx.rows<{ id: number; name: string }>(
    sql`select id, name from segment where shop_id = ${tx.shopId}`,
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function showChanges(tx: Tx, id: number, segments: ReadonlyMap<number, string>): Promise<ShownChange[]> {
  const changes = await readChanges(tx, id);
  const regroups = changes.flatMap(({ kind, detail }) =>
    kind === 'fields' ? [] : [{ kind, ...regroupSchema.parse(detail) }],
  );
  const fields = changes.flatMap(({ kind, detail }) => (kind === 'fields' ? [fieldChangesSchema.parse(detail)] : []));
  const said = await readSaid(tx, [
    ...regroups.flatMap(({ whole, parts }) => [whole, ...parts].map((part) => part.profileId)),
    ...fields.flatMap((one) => [one.profileId, ...one.fields.flatMap(({ from, to }) => [from ?? 0, to ?? 0])]),
  ]);
  const named = (part: Part): NamedPart => ({
    ...part,
    name: said.get(part.profileId)?.name ?? 'No name',
    publicId: said.get(part.profileId)?.publicId ?? null,
    segmentNames: part.segments.flatMap((segment) => segments.get(segment) ?? []),
  });
  const wordOf = (record: number | null, attribute: GoldenAttribute) => said.get(record ?? 0)?.[attribute] || '–';
  return [
    ...regroups.map(({ kind, whole, parts }) => ({ kind, whole: named(whole), parts: parts.map(named) })),
    ...fields.map((one) => ({
      kind: 'fields' as const,
      name: said.get(one.profileId)?.name ?? 'No name',
      publicId: said.get(one.profileId)?.publicId ?? null,
      fields: one.fields.map(({ attribute, from, to }) => ({
        attribute,
        from: wordOf(from, attribute),
        to: wordOf(to, attribute),
      })),
    })),
  ];
}

type Said = Record<GoldenAttribute, string> & { id: number; publicId: string };

/** What these records say of each attribute, in one piece. */
async function readSaid(tx: Tx, recordIds: readonly number[]): Promise<Map<number, Said>> {
  const rows = await tx.rows<Said>(sql`
    select r.id, r.public_id as "publicId",
           coalesce(nullif(trim(concat_ws(' ', r.given_name, r.family_name)), ''), r.full_name, r.email, r.phone, 'No name') as name,
           coalesce(r.email_normal, r.email, '') as email, coalesce(r.phone_e164, r.phone, '') as phone, coalesce(r.company, '') as company,
           concat_ws(', ', r.line1, r.line2, r.city, r.region, r.postal_code, r.country) as address,
           coalesce(r.birth_date, '') as birth_date, coalesce(r.language, '') as language
    from customer_record r where r.shop_id = ${tx.shopId} and r.id = any(${[...new Set(recordIds)]}::bigint[])`);
  return new Map(rows.map((row) => [row.id, row]));
}
