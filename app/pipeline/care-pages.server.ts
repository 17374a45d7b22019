import {
  noteSuggestion,
  type OpenAction,
  planActions,
  readCareResults,
  readOpenActions,
  settleAction,
} from '#app/analytics/care-actions.server.ts';
import type { CareDraft, CareResult } from '#app/analytics/care-words.ts';
import { type RiskLine, type RiskSummary, readRiskLines } from '#app/analytics/read-risk.server.ts';
import { audit } from '#app/governance/audit.server.ts';
import { todayIn } from '#app/metrics/value-model.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readFigure } from './figures.server.ts';

type RiskPage = {
  summary: RiskSummary;
  lines: RiskLine[];
  hasNext: boolean;
  open: OpenAction[];
  results: CareResult[];
  today: string;
};

/** Who drifts away, what is planned about it, and what came of it. */
export async function readRiskPage(
  shop: Shop,
  query: { readonly level: 'late' | 'overdue' | null; readonly page: number },
): Promise<RiskPage> {
  const today = todayIn(shop.timeZone);
  const { body: summary } = await readFigure(shop, 'risk');
  return withShop(shop.shopId, async (tx) => ({
    summary,
    ...(await readRiskLines(tx, query)),
    open: await readOpenActions(tx, today),
    results: await readCareResults(tx),
    today,
  }));
}

/** Plans an action for people. Throws a Refusal that names the field. */
export function planCare(shopId: number, draft: CareDraft, actor: string): Promise<number> {
  return withShop(shopId, async (tx) => {
    const planned = await planActions(tx, draft, actor);
    await audit(tx, actor, 'care.planned', draft.kind, { people: planned });
    return planned;
  });
}

/** Notes that a product was suggested to a person. */
export function noteSuggested(shop: Shop, profileId: number, productKey: string, actor: string): Promise<void> {
  return withShop(shop.shopId, async (tx) => {
    await noteSuggestion(tx, { profileId, productKey, today: todayIn(shop.timeZone) }, actor);
    await audit(tx, actor, 'care.suggested', String(profileId));
  });
}

/** Marks an action as done or dropped. */
export function settleCare(shopId: number, id: number, state: 'done' | 'dropped', actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await settleAction(tx, id, state);
    await audit(tx, actor, `care.${state}`, String(id));
  });
}
