import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type ExplainedNode, explainMembership } from '#app/segments/explain-membership.ts';
import { type Combination, type Duplicate, findDuplicates } from '#app/segments/find-duplicates.ts';
import { loadFacts } from '#app/segments/load-facts.server.ts';
import {
  type Movement,
  type PastMember,
  readCombinations,
  readFlows,
  readMembersOn,
  readMovements,
  readSizes,
  type SizeOnDay,
} from '#app/segments/segment-history.server.ts';
import { readSegment, readSegments, shopRuleContext } from '#app/segments/segment-store.server.ts';

/** One part of a rule with what it came to; groups have parts of their own. */
export type WhyNode = {
  group: 'all' | 'any' | 'not' | null;
  holds: boolean;
  sentence: string;
  found: string;
  children: WhyNode[];
};
export type WhyPage = {
  segment: { id: number; name: string };
  person: { publicId: string; name: string };
  isMember: boolean;
  root: WhyNode;
  flip: { holds: boolean; sentence: string; found: string; gap: string | null }[] | null;
};

/** Why a person is or is not in a segment, clause by clause; null if either does not exist. */
export function readWhyPage(shopId: number, segmentId: number, publicId: string): Promise<WhyPage | null> {
  return withShop(shopId, async (tx) => {
    const segment = await readSegment(tx, segmentId);
    const [person] = await tx.rows<{ id: number; name: string }>(
      sql`select id, display_name as name from profile where shop_id = ${shopId} and public_id = ${publicId}::uuid`,
    );
    const [facts] = person ? await loadFacts(tx, [person.id]) : [];
    if (!segment || !person || !facts) {
      return null;
    }
    const context = await shopRuleContext(tx, await readSegments(tx));
    const { isMember, root, flip } = explainMembership(segment.rule, facts, context);
    return {
      segment: { id: segment.id, name: segment.name },
      person: { publicId, name: person.name },
      isMember,
      root: whyNode(root),
      flip: flip?.map(({ holds, sentence, found, gap }) => ({ holds, sentence, found, gap })) ?? null,
    };
  });
}

function whyNode({ rule, holds, sentence, found, children }: ExplainedNode): WhyNode {
  const groups = { and: 'all', or: 'any', not: 'not' } as const;
  const group = rule.kind === 'and' || rule.kind === 'or' || rule.kind === 'not' ? groups[rule.kind] : null;
  return { group, holds, sentence, found, children: children.map(whyNode) };
}

/** The shop's segments, and in which of them a person is. */
export function readProfileSegments(
  shopId: number,
  profileId: number,
): Promise<{ id: number; name: string; isMember: boolean }[]> {
  return withShop(shopId, (tx) =>
    tx.rows(sql`
      select s.id, s.name, m.profile_id is not null as "isMember"
      from segment s left join segment_member m on m.shop_id = s.shop_id and m.segment_id = s.id and m.profile_id = ${profileId}
      where s.shop_id = ${shopId}
      order by m.profile_id is null, s.name, s.id`),
  );
}

const DAYS = 60;
const LISTED = 50;

export type HistoryPage = {
  segment: { id: number; name: string };
  sizes: SizeOnDay[];
  movements: Movement[];
  /** The members at the end of the day asked for. */
  on: { day: string; count: number; some: PastMember[] } | null;
};

/** A segment's size by day, its comings and goings with their causes, and its members on a day that is past. */
export function readHistoryPage(
  shop: { shopId: number; timeZone: string },
  segmentId: number,
  day: string | null,
): Promise<HistoryPage | null> {
  return withShop(shop.shopId, async (tx) => {
    const segment = await readSegment(tx, segmentId);
    if (!segment) {
      return null;
    }
    return {
      segment: { id: segment.id, name: segment.name },
      sizes: await readSizes(tx, segmentId, shop.timeZone, DAYS),
      movements: await readMovements(tx, segmentId, LISTED),
      on: day === null ? null : { day, ...(await readMembersOn(tx, segmentId, day, shop.timeZone, LISTED)) },
    };
  });
}

/** As many segments as a chart can show beside each other. */
const COMPARED = 8;

export type OverlapPage = {
  segments: { id: number; name: string; membersCount: number }[];
  compared: number[];
  combinations: Combination[];
  duplicates: Duplicate[];
  flows: { from: number | null; to: number | null; people: number }[] | null;
};

/** How the shop's segments share people, which are the same by another name, and who moved between two days. */
export function readOverlapPage(
  shop: { shopId: number; timeZone: string },
  wanted: readonly number[],
  days: { from: string; to: string } | null,
): Promise<OverlapPage> {
  return withShop(shop.shopId, async (tx) => {
    const segments = (await readSegments(tx)).map(({ id, name, membersCount }) => ({ id, name, membersCount }));
    const known = segments.map(({ id }) => id);
    const asked = wanted.filter((id) => known.includes(id));
    const compared = (asked.length > 0 ? asked : known).slice(0, COMPARED);
    return {
      segments,
      compared,
      combinations: await readCombinations(tx, compared),
      duplicates: findDuplicates(await readCombinations(tx, known)),
      flows: days ? await readFlows(tx, compared, days, shop.timeZone) : null,
    };
  });
}
