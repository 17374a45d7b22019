import { audit } from '#app/governance/audit.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { readLatestRun } from '#app/quality/read-runs.server.ts';
import { type KeptRepair, listRepairs, repairsByThemselves } from '#app/quality/repair-store.server.ts';
import { REPAIRS } from '#app/quality/repairs.ts';
import { type Score, scoreOf } from '#app/quality/score.ts';
import { readChecks } from '#app/quality/standards.server.ts';
import {
  type DecayLine,
  keepUpkeep,
  readDecay,
  readUpkeep,
  type Upkeep,
  type UpkeepRhythm,
} from '#app/quality/upkeep.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';

export type RegimenLine = {
  key: string;
  label: string;
  field: string;
  repair: string;
  score: Score;
  canRepeat: boolean;
  repairsItself: boolean;
};

export type UpkeepPage = {
  upkeep: Upkeep;
  regimen: RegimenLine[];
  repairs: (KeptRepair & { label: string })[];
  decay: DecayLine[];
  /** Records that never bought, never said yes and were silent for two years, of the latest run. */
  deadWeight: number;
  stale: number;
};

const REPAIRS_SHOWN = 10;

/** The regimen: what repairs itself, what it did, how old contacts are, and what dead weight costs elsewhere. */
export function readUpkeepPage(shop: Shop, now = new Date()): Promise<UpkeepPage> {
  return withShop(shop.shopId, async (tx) => {
    const checks = await readChecks(tx, now);
    const results = (await readLatestRun(tx))?.results ?? [];
    const itself = await repairsByThemselves(tx);
    const scoreFor = (key: string) => scoreOf(results.filter((one) => one.checkKey === key));
    const labels = new Map(checks.map((check) => [check.key, check.label]));
    return {
      upkeep: await readUpkeep(tx),
      regimen: checks.flatMap(({ key, label, field }) => {
        const repair = key in REPAIRS ? REPAIRS[key as keyof typeof REPAIRS] : null;
        return repair?.kind === 'rows'
          ? [
              {
                key,
                label,
                field,
                repair: repair.label,
                score: scoreFor(key),
                canRepeat: repair.canRepeat,
                repairsItself: itself.includes(key),
              },
            ]
          : [];
      }),
      repairs: (await listRepairs(tx, null, REPAIRS_SHOWN)).map((one) => ({
        ...one,
        label: labels.get(one.checkKey) ?? one.checkKey,
      })),
      decay: await readDecay(tx, now),
      deadWeight: scoreFor('dead_weight').failing,
      stale: scoreFor('contact_stale').failing,
    };
  });
}

/** Keeps when repairs run by themselves and what a contact costs elsewhere. Throws a Refusal that names the field. */
export function setUpkeep(
  shopId: number,
  rhythm: UpkeepRhythm,
  thousandMinor: number | null,
  actor: string,
): Promise<void> {
  return withShop(shopId, async (tx) => {
    await keepUpkeep(tx, rhythm, thousandMinor);
    await audit(tx, actor, 'quality.upkeep_changed', rhythm);
  });
}
