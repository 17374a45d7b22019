import { csvLines } from '#app/activation/write-csv.ts';
import { audit } from '#app/governance/audit.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { readLatestRun, readStaffResults } from '#app/quality/read-runs.server.ts';
import { readChecks } from '#app/quality/standards.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readSources } from '#app/sources/read-sources.server.ts';

const COLUMNS = ['Check', 'Dimension', 'Source', 'Store', 'Staff', 'Values checked', 'Faults', 'Score', 'Asked for'];

/** The scores of the latest run, line by line; the head alone before the first run. The download is audited. */
export function scoresFile(shop: Shop, actor: string): Promise<string> {
  return withShop(shop.shopId, async (tx) => {
    const run = await readLatestRun(tx);
    const checks = new Map((await readChecks(tx, new Date())).map((check) => [check.key, check]));
    const sources = new Map((await readSources(tx)).map((source) => [source.id, source.name]));
    const staff = run ? await readStaffResults(tx, run.id) : [];
    const line = (key: string, where: [string, string, string], total: number, failing: number) => {
      const check = checks.get(key);
      return check
        ? [
            [
              check.label,
              check.dimension,
              ...where,
              String(total),
              String(failing),
              share(1 - failing / total),
              share(check.target),
            ],
          ]
        : [];
    };
    await audit(tx, actor, 'quality.scores_downloaded');
    const lines = [
      ...(run?.results ?? []).flatMap((one) =>
        line(one.checkKey, [sources.get(one.sourceId) ?? '', '', ''], one.total, one.failing),
      ),
      ...staff.flatMap((one) => line(one.checkKey, ['', one.store ?? '', one.staff], one.total, one.failing)),
    ];
    return `\uFEFF${csvLines([COLUMNS, ...lines])}\r\n`;
  });
}

function share(value: number): string {
  return value.toFixed(4);
}
