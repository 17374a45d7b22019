import { withShop } from '#app/platform/db.server.ts';
import { type Check, DIMENSIONS, type Dimension } from '#app/quality/check.ts';
import { todayOf } from '#app/quality/context.server.ts';
import type { IncidentLine } from '#app/quality/incident.ts';
import { headingOf } from '#app/quality/incident-words.ts';
import { listIncidents } from '#app/quality/incidents.server.ts';
import { type MoneyAtStake, touchedMinor } from '#app/quality/money.ts';
import {
  type QualityRun,
  readHistory,
  readLatestRun,
  readRunState,
  readStaffResults,
  type StaffLine,
} from '#app/quality/read-runs.server.ts';
import { type CheckResult, ofDimension, type Score, scoreOf, scoresByField } from '#app/quality/score.ts';
import { type Breach, breachesOf, type Ignored, type Standard, withoutIgnored } from '#app/quality/standard.ts';
import { readChecks, readIgnored, readStandards } from '#app/quality/standards.server.ts';
import { type Trust, trustOf } from '#app/quality/trust.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readSources, type SourceLine } from '#app/sources/read-sources.server.ts';
import { type CheckWords, wordsOf } from './quality-pages.server.ts';

export type CheckScore = CheckWords & { score: Score; touchedMinor: number; isMet: boolean };
export type StoreScore = { storeId: number; store: string; score: Score; worst: string | null };
export type StaffScore = { store: string; staff: string; score: Score; worst: string | null };

export type QualityPage = {
  trust: Trust | null;
  incidents: IncidentLine[];
  /** Null before the first run. */
  run: {
    ranAt: Date;
    milliseconds: number;
    money: MoneyAtStake;
    overall: Score;
    dimensions: { dimension: Dimension; score: Score }[];
    sources: { id: number; name: string; overall: Score; dimensions: Score[] }[];
    fields: { field: string; score: Score }[];
    checks: CheckScore[];
    stores: StoreScore[];
    staff: StaffScore[];
    /** The sources' checks with the most faults. */
    worst: { checkKey: string; label: string; source: string; sourceId: number; score: Score }[];
  } | null;
  ignored: (Ignored & { label: string })[];
  /** Share without fault per dimension, in the order of `DIMENSIONS`, of the last runs; the oldest first. */
  trend: { ranAt: Date; shares: (number | null)[] }[];
  waiting: boolean;
  failed: boolean;
};

const RUNS_SHOWN = 30;
const WORST_SHOWN = 10;

/** All that the quality page shows: whether the data can be trusted, what to do first, the latest run, and how the scores went. */
export function readQualityPage(shop: Shop, now = new Date()): Promise<QualityPage> {
  return withShop(shop.shopId, async (tx) => {
    const standards = await readStandards(tx);
    const checks = await readChecks(tx, now, standards);
    const run = await readLatestRun(tx);
    const sources = await readSources(tx, now);
    const ignored = await readIgnored(tx, todayOf(shop, now));
    const incidents = await listIncidents(tx, 'unsolved', 20);
    const staff = run ? await readStaffResults(tx, run.id) : [];
    const summary = run && summarise(run, { checks, sources, ignored, standards, staff });
    return {
      trust: run && summary ? judge(run, summary.breaches, { checks, incidents, sources, now }) : null,
      incidents,
      run: run && summary && { ranAt: run.ranAt, milliseconds: run.milliseconds, money: run.money, ...summary },
      ignored: ignored.map((one) => ({ ...one, label: labelOf(checks, one.checkKey) })),
      trend: (await readHistory(tx, RUNS_SHOWN)).map(({ ranAt, results }) => ({
        ranAt,
        shares: DIMENSIONS.map((dimension) => scoreOf(ofDimension(results, dimension, checks)).share),
      })),
      ...(await readRunState(tx)),
    };
  });
}

type Known = {
  checks: readonly Check[];
  sources: readonly SourceLine[];
  ignored: readonly Ignored[];
  standards: readonly Standard[];
  staff: readonly StaffLine[];
};

function summarise(run: QualityRun, { checks, sources, ignored, standards, staff }: Known) {
  const active = new Set(checks.map((check) => check.key));
  const results = withoutIgnored(run.results, ignored).filter((one) => active.has(one.checkKey));
  const entries = staff.filter((one) => active.has(one.checkKey));
  const breaches = breachesOf(checks, standards, results, entries);
  return {
    breaches,
    overall: scoreOf(results),
    dimensions: DIMENSIONS.map((dimension) => ({ dimension, score: scoreOf(ofDimension(results, dimension, checks)) })),
    sources: sources.map(({ id, name }) => {
      const own = results.filter((one) => one.sourceId === id);
      const dimensions = DIMENSIONS.map((each) => scoreOf(ofDimension(own, each, checks)));
      return { id, name, overall: scoreOf(own), dimensions };
    }),
    fields: scoresByField(results, checks),
    checks: checks.map((check) => toCheckScore(check, results, run.money, breaches)).sort(worstFirst),
    stores: byStore(entries, checks),
    staff: byStaff(entries, checks),
    worst: worstOffenders(results, checks, sources),
  };
}

function toCheckScore(
  check: Check,
  results: readonly CheckResult[],
  money: MoneyAtStake,
  breaches: readonly Breach[],
): CheckScore {
  const score = scoreOf(results.filter((one) => one.checkKey === check.key));
  return {
    ...wordsOf(check),
    score,
    touchedMinor: touchedMinor(check.subject, score.failing, money.worth),
    isMet: !breaches.some((one) => one.checkKey === check.key),
  };
}

const GRAVITY = { high: 0, medium: 1, low: 2 } as const;

/** Broken standards first, faults before none, grave before light, many before few. */
function worstFirst(a: CheckScore, b: CheckScore): number {
  const [clean, other] = [a.score.failing === 0, b.score.failing === 0];
  if (clean !== other) {
    return clean ? 1 : -1;
  }
  return (
    Number(a.isMet) - Number(b.isMet) || GRAVITY[a.severity] - GRAVITY[b.severity] || b.score.failing - a.score.failing
  );
}

function byStore(entries: readonly StaffLine[], checks: readonly Check[]): StoreScore[] {
  const ids = [...new Set(entries.map((one) => one.storeId))].filter((id) => id > 0);
  return ids
    .map((storeId) => {
      const own = entries.filter((one) => one.storeId === storeId);
      return {
        storeId,
        store: own[0]?.store ?? 'A store that is gone',
        score: scoreOf(own),
        worst: worstOf(own, checks),
      };
    })
    .sort((a, b) => (a.score.share ?? 1) - (b.score.share ?? 1));
}

function byStaff(entries: readonly StaffLine[], checks: readonly Check[]): StaffScore[] {
  const groups = new Map<string, StaffLine[]>();
  for (const one of entries.filter((line) => line.staff !== '')) {
    const key = `${one.storeId}/${one.staff}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .map((own) => ({
      store: own[0]!.store ?? 'No store',
      staff: own[0]!.staff,
      score: scoreOf(own),
      worst: worstOf(own, checks),
    }))
    .sort((a, b) => (a.score.share ?? 1) - (b.score.share ?? 1));
}

/** The check with the most faults among these entries; null without any. */
function worstOf(entries: readonly StaffLine[], checks: readonly Check[]): string | null {
  const failing = new Map<string, number>();
  for (const { checkKey, failing: n } of entries) {
    failing.set(checkKey, (failing.get(checkKey) ?? 0) + n);
  }
  const [worst] = [...failing].sort((a, b) => b[1] - a[1]);
  return worst && worst[1] > 0 ? labelOf(checks, worst[0]) : null;
}

function worstOffenders(results: readonly CheckResult[], checks: readonly Check[], sources: readonly SourceLine[]) {
  const names = new Map(sources.map((source) => [source.id, source.name]));
  return results
    .filter((one) => one.failing > 0 && names.has(one.sourceId))
    .sort((a, b) => b.failing - a.failing)
    .slice(0, WORST_SHOWN)
    .map(({ checkKey, sourceId, ...one }) => ({
      checkKey,
      sourceId,
      label: labelOf(checks, checkKey),
      source: names.get(sourceId) ?? '',
      score: scoreOf([one]),
    }));
}

function labelOf(checks: readonly Check[], key: string): string {
  return checks.find((check) => check.key === key)?.label ?? key;
}

function judge(
  run: QualityRun,
  breaches: readonly Breach[],
  {
    checks,
    incidents,
    sources,
    now,
  }: { checks: readonly Check[]; incidents: readonly IncidentLine[]; sources: readonly SourceLine[]; now: Date },
): Trust {
  return trustOf({
    incidents: incidents.map((one) => ({ id: one.id, heading: headingOf(one), costMinor: one.costMinor })),
    breaches: breaches.flatMap(({ checkKey, score }) => {
      const check = checks.find((one) => one.key === checkKey);
      const touched = check ? touchedMinor(check.subject, score.failing, run.money.worth) : 0;
      return check
        ? [{ checkKey, label: check.label, severity: check.severity, failing: score.failing, touchedMinor: touched }]
        : [];
    }),
    lateSources: sources.filter(({ freshness }) => freshness === 'late' || freshness === 'silent').length,
    hoursSinceRun: (now.getTime() - run.ranAt.getTime()) / 3_600_000,
  });
}
