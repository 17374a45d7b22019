import { audit } from '#app/governance/audit.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Check } from '#app/quality/check.ts';
import { todayOf } from '#app/quality/context.server.ts';
import { type Fault, listFaults } from '#app/quality/list-faults.server.ts';
import type { Repair } from '#app/quality/repair.ts';
import { type KeptRepair, listRepairs, repairsByThemselves } from '#app/quality/repair-store.server.ts';
import { repairOf } from '#app/quality/repairs.ts';
import { askForRun, failRun, runCheck, runChecks } from '#app/quality/run-checks.server.ts';
import { type Score, scoreOf } from '#app/quality/score.ts';
import type { Ignored } from '#app/quality/standard.ts';
import { countAgain, findCheckOf, ignoreCheck, readIgnored } from '#app/quality/standards.server.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { readQuarantines } from '#app/sources/hold-source.server.ts';
import { readSources } from '#app/sources/read-sources.server.ts';
import { enqueue } from './enqueue.server.ts';
import { repairWhatMayBe } from './repair-quality.server.ts';

/** A check in words, without its SQL: what a page may show. */
export type CheckWords = Pick<
  Check,
  'key' | 'dimension' | 'subject' | 'field' | 'label' | 'sentence' | 'formula' | 'remedy' | 'severity' | 'target'
>;

export function wordsOf({
  key,
  dimension,
  subject,
  field,
  label,
  sentence,
  formula,
  remedy,
  severity,
  target,
}: Check): CheckWords {
  return { key, dimension, subject, field, label, sentence, formula, remedy, severity, target };
}

/** Queues a run; one that waits already is enough. */
export function askForQualityRun(shopId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await askForRun(tx);
    await enqueue(tx, 'quality-run', { shopId });
    await enqueue(tx, 'quality-watch', { shopId });
    await audit(tx, actor, 'quality.run_asked');
  });
}

/** Runs all checks. If they cannot, the page is told and the job tries again. */
export async function checkQuality(shopId: number): Promise<void> {
  const shop = await readShop(shopId);
  try {
    await repairWhatMayBe(shopId);
    await runChecks(shop);
  } catch (error) {
    await withShop(shopId, failRun);
    throw error;
  }
}

/** A repair in words: what a page may show. */
export type RepairWords = Pick<Repair, 'kind' | 'label' | 'sentence'> & { url: string | null; canRepeat: boolean };

function repairWords(checkKey: string): RepairWords | null {
  const repair = repairOf(checkKey);
  if (!repair) {
    return null;
  }
  const { kind, label, sentence } = repair;
  return repair.kind === 'rows'
    ? { kind, label, sentence, url: null, canRepeat: repair.canRepeat }
    : { kind, label, sentence, url: repair.url, canRepeat: false };
}

export type FaultsPage = {
  check: CheckWords;
  /** As of now, not as of the last run. */
  score: Score;
  sources: { id: number; name: string; score: Score }[];
  faults: Fault[];
  hasNext: boolean;
  repair: RepairWords | null;
  /** Whether the repair runs by itself each time the checks run. */
  repairsItself: boolean;
  repairs: KeptRepair[];
  /** The sources of its faults that can be put in quarantine. */
  holdable: { id: number; name: string }[];
  /** Where it is let pass today. */
  ignored: Ignored[];
};

const FAULTS_A_PAGE = 50;

/** The rows that fail a check now, a page of them; null if there is no such check. */
export async function readFaultsPage(
  shop: Shop,
  query: { checkKey: string; sourceId: number | null; page: number },
): Promise<FaultsPage | null> {
  return withShop(shop.shopId, async (tx) => {
    const now = new Date();
    const check = await findCheckOf(tx, query.checkKey, now);
    if (!check) {
      return null;
    }
    const results = await runCheck(tx, shop, check, now);
    const known = await readSources(tx);
    const names = new Map(known.map((source) => [source.id, source.name]));
    const failing = new Set(results.filter((one) => one.failing > 0).map((one) => one.sourceId));
    const held = (await readQuarantines(tx)).map((one) => one.sourceId);
    const range = { sourceId: query.sourceId, offset: (query.page - 1) * FAULTS_A_PAGE, limit: FAULTS_A_PAGE + 1 };
    const faults = await listFaults(tx, shop, check, range, now);
    return {
      check: wordsOf(check),
      score: scoreOf(query.sourceId === null ? results : results.filter((one) => one.sourceId === query.sourceId)),
      sources: results.map((one) => ({ id: one.sourceId, name: names.get(one.sourceId) ?? '', score: scoreOf([one]) })),
      faults: faults.slice(0, FAULTS_A_PAGE),
      hasNext: faults.length > FAULTS_A_PAGE,
      repair: repairWords(check.key),
      repairsItself: (await repairsByThemselves(tx)).includes(check.key),
      repairs: await listRepairs(tx, check.key),
      holdable: known
        .filter(({ id, kind }) => kind !== 'shopify' && failing.has(id) && !held.includes(id))
        .map(({ id, name }) => ({ id, name })),
      ignored: (await readIgnored(tx, todayOf(shop, now))).filter((one) => one.checkKey === check.key),
    };
  });
}

/** Lets a check pass in a source (0: in all) until a day. Throws a Refusal that names the field. */
export function letPass(shop: Shop, ignored: Ignored, actor: string): Promise<void> {
  return withShop(shop.shopId, async (tx) => {
    await ignoreCheck(tx, ignored, { actor, today: todayOf(shop, new Date()) });
    await audit(tx, actor, 'quality.check_ignored', ignored.checkKey, {
      source: ignored.sourceId,
      until: ignored.until,
    });
  });
}

/** Counts a check again that was let pass. */
export function letPassNoMore(shopId: number, checkKey: string, sourceId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await countAgain(tx, checkKey, sourceId);
    await audit(tx, actor, 'quality.check_counted', checkKey, { source: sourceId });
  });
}
