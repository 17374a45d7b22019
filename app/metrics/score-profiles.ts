import { type ChurnRisk, churnRisk } from './churn-risk.ts';
import { type Scores, scoreCustomers } from './predict-value.ts';
import { scoreRfmByCuts } from './rfm-cuts.ts';
import { type CategoryRhythm, nextOrder, type Rhythm, type UsualRhythm, usualOf } from './rhythm.ts';
import type { ShopValueModel } from './shop-value-model.ts';
import { factsOf, type WorthBasis } from './value-facts.ts';
import type { BuyingHistories } from './value-model-types.ts';
import { scoreValue } from './value-score.ts';

/** What a profile is scored on. Days counted from 1970-01-01 in the shop's zone, money in minor units. */
export type ProfileHistory = WorthBasis & {
  readonly profileId: number;
  readonly lastOrderDay: number | null;
  readonly onlineOrders: number;
  readonly onlineNetMinor: number;
  readonly lastOnlineDay: number | null;
  /** The first and the last day with an order that was not given back whole, and the mean net of all such days after the first. */
  readonly firstPurchaseDay: number | null;
  readonly lastPurchaseDay: number | null;
  readonly repeatMeanMinor: number | null;
  readonly gapMedianDays: number | null;
  readonly gapLogSpread: number | null;
  /** What the last order was mostly of; null: not known. */
  readonly lastCategory: string | null;
};

/** A row of value_score in the order of `SCORE_COLUMNS`. */
export type ScoreRow = readonly (string | number | null)[];

export const SCORE_COLUMNS = [
  'profile_id',
  'rfm_group',
  'recency_score',
  'frequency_score',
  'monetary_score',
  'online_rfm_group',
  'probability_alive',
  'churn_risk',
  'churn_level',
  'silence_ratio',
  'next_order_day',
  'next_order_from',
  'next_order_until',
  'expected_orders',
  'orders_low',
  'orders_high',
  'order_value_minor',
  'predicted_value_minor',
  'predicted_low_minor',
  'predicted_high_minor',
  'predicted_36_minor',
  'predicted_36_low_minor',
  'predicted_36_high_minor',
  'worth_minor',
  'worth_36_minor',
  'spend_tier',
  'stake_minor',
  'customer_score',
] as const;

/**
 * What the shop's model says of these profiles today: a pure function of model, day and histories, so that one profile scored after an
 * event and the whole shop scored at night agree. About 8 µs a profile.
 */
export function scoreProfiles(
  shopModel: ShopValueModel,
  today: number,
  profiles: readonly ProfileHistory[],
): ScoreRow[] {
  const buyers = profiles.filter((one) => one.purchaseDays > 0);
  const forecast = shopModel.model === null ? null : forecastOf(shopModel, today, buyers);
  const rowOf = new Map(buyers.map((one, row) => [one.profileId, row]));
  const usualFor = usualByCategory(shopModel);
  return profiles.map((profile) => {
    const row = rowOf.get(profile.profileId);
    const seen = row === undefined || forecast === null ? NOTHING : readForecast(forecast, row, shopModel);
    return scoreRow(shopModel, today, { ...profile, usual: usualFor(profile.lastCategory) }, seen);
  });
}

/** A profile with the rhythm that is usual for whoever bought what it bought last. */
type Judged = ProfileHistory & { readonly usual: UsualRhythm | null };

function usualByCategory({ usual, categories }: ShopValueModel): (category: string | null) => UsualRhythm | null {
  if (usual === null) return () => null;
  const known = new Map(categories.map((one: CategoryRhythm) => [one.category, usualOf(usual, one)]));
  return (category) => (category === null ? usual : (known.get(category) ?? usual));
}

function forecastOf(shopModel: ShopValueModel, today: number, buyers: readonly ProfileHistory[]): Scores {
  return scoreCustomers(
    shopModel.model!,
    shopModel.spendModel,
    historiesOf(buyers, today),
    Float64Array.from(buyers, (one) => Math.max(0, one.repeatMeanMinor ?? 0)),
    { ...shopModel.terms, horizonsMonths: [12, 36] },
  );
}

/** As the models take them; all must have bought. An order of tomorrow (a clock that runs ahead) is one of today. */
export function historiesOf(
  buyers: readonly Pick<ProfileHistory, 'purchaseDays' | 'firstPurchaseDay' | 'lastPurchaseDay'>[],
  today: number,
): BuyingHistories {
  const recencyDays = Int32Array.from(buyers, (one) => one.lastPurchaseDay! - one.firstPurchaseDay!);
  return {
    repeats: Int32Array.from(buyers, (one) => one.purchaseDays - 1),
    recencyDays,
    ageDays: Int32Array.from(buyers, (one, i) => Math.max(today - one.firstPurchaseDay!, recencyDays[i]!)),
    weight: null,
  };
}

interface Seen {
  readonly alive: number | null;
  readonly silence: number | null;
  readonly orders: number | null;
  readonly ordersLow: number | null;
  readonly ordersHigh: number | null;
  readonly orderValue: number | null;
  readonly spend: readonly (number | null)[];
  readonly spend36: readonly (number | null)[];
  readonly worth: number | null;
  readonly worth36: number | null;
  readonly tier: string | null;
}

const NOTHING: Seen = {
  alive: null,
  silence: null,
  orders: null,
  ordersLow: null,
  ordersHigh: null,
  orderValue: null,
  spend: [null, null, null],
  spend36: [null, null, null],
  worth: null,
  worth36: null,
  tier: null,
};

function readForecast(scores: Scores, row: number, shopModel: ShopValueModel): Seen {
  const [year, three] = [scores.horizons[0]!, scores.horizons[1]!];
  const spend = whole(year.spend[row]!);
  return {
    alive: told(scores.aliveProbability[row]!),
    silence: told(scores.silenceProbability[row]!),
    orders: told(year.orders[row]!),
    ordersLow: year.ordersLow[row]!,
    ordersHigh: year.ordersHigh[row]!,
    orderValue: whole(scores.orderValue[row]!),
    spend: [spend, whole(year.spendLow[row]!), whole(year.spendHigh[row]!)],
    spend36: [whole(three.spend[row]!), whole(three.spendLow[row]!), whole(three.spendHigh[row]!)],
    worth: whole(year.value[row]!),
    worth36: whole(three.value[row]!),
    tier: tierOf(spend, shopModel.tierCuts),
  };
}

/** To a millionth: beyond that a forecast says nothing, and a column of four bytes cannot hold the smallest ones. */
function told(value: number): number | null {
  return Number.isNaN(value) ? null : Math.round(value * 1e6) / 1e6;
}

function whole(value: number): number | null {
  return Number.isNaN(value) ? null : Math.round(value);
}

function tierOf(spend: number | null, cuts: ShopValueModel['tierCuts']): string | null {
  if (spend === null || cuts === null) return null;
  if (spend >= cuts.upper) return 'HIGH';
  return spend >= cuts.middle ? 'MEDIUM' : 'LOW';
}

function scoreRow(shopModel: ShopValueModel, today: number, profile: Judged, seen: Seen): ScoreRow {
  const rfm = scoreRfmByCuts(
    { recencyDays: since(profile.lastOrderDay, today), orders: profile.ordersCount, netMinor: profile.netMinor },
    shopModel.cuts,
  );
  const online = scoreRfmByCuts(
    {
      recencyDays: since(profile.lastOnlineDay, today),
      orders: profile.onlineOrders,
      netMinor: profile.onlineNetMinor,
    },
    shopModel.onlineCuts,
  );
  const churn = churnOf(today, profile, seen);
  return [
    profile.profileId,
    rfm.group,
    rfm.recency,
    rfm.frequency,
    rfm.monetary,
    online.group,
    seen.alive,
    ...churnColumns(profile, seen, churn),
    seen.orders,
    seen.ordersLow,
    seen.ordersHigh,
    seen.orderValue,
    ...seen.spend,
    ...seen.spend36,
    seen.worth,
    seen.worth36,
    seen.tier,
    stakeOf(today, profile, seen, churn?.risk ?? 0),
    customerScore(shopModel, profile),
  ];
}

/** To a hundredth, which is what a screen shows and a column of four bytes holds. */
function customerScore({ scales, weights, goodsMargin }: ShopValueModel, profile: ProfileHistory): number | null {
  const facts = scales === null || weights === null ? null : factsOf(profile, goodsMargin);
  const score = facts === null ? null : scoreValue(facts, scales!, weights!).score;
  return score === null ? null : Math.round(score * 100) / 100;
}

function since(day: number | null, today: number): number | null {
  return day === null ? null : Math.max(0, today - day);
}

/** churn_risk, churn_level, silence_ratio, next_order_day, next_order_from, next_order_until. */
function churnColumns(profile: Judged, seen: Seen, churn: ChurnRisk | null): ScoreRow {
  if (profile.usual === null || churn === null) return [seen.silence, null, null, null, null, null];
  const next = nextOrder(rhythmOfProfile(profile), profile.usual);
  const dayAfter = (days: number): string =>
    dayText(profile.lastPurchaseDay! + Math.min(Math.round(days), LONGEST_DAYS));
  return [
    told(churn.risk),
    churn.level,
    told(churn.silenceRatio),
    dayAfter(next.expectedDays),
    dayAfter(next.earliestDays),
    dayAfter(next.latestDays),
  ];
}

function rhythmOfProfile(profile: ProfileHistory): Rhythm {
  return {
    gaps: Math.max(0, profile.purchaseDays - 1),
    medianGapDays: profile.gapMedianDays,
    spreadDays: null,
    logSpread: profile.gapLogSpread,
  };
}

function churnOf(today: number, profile: Judged, seen: Seen): ChurnRisk | null {
  if (profile.usual === null || profile.lastPurchaseDay === null) return null;
  return churnRisk(
    {
      rhythm: rhythmOfProfile(profile),
      daysSinceLast: Math.max(0, today - profile.lastPurchaseDay),
      aliveProbability: seen.alive,
      silenceProbability: seen.silence,
    },
    profile.usual,
  );
}

const LONGEST_DAYS = 36_500;
const YEAR_DAYS = 365;

/** Money in danger, as `rankAtRisk` orders by: risk times what a year of this customer was or will be worth. */
function stakeOf(today: number, profile: ProfileHistory, seen: Seen, risk: number): number {
  if (profile.firstPurchaseDay === null) return 0;
  const years = Math.max(1, (today - profile.firstPurchaseDay) / YEAR_DAYS);
  return Math.round(risk * Math.max(0, profile.netMinor / years, seen.spend[0] ?? 0));
}

/** YYYY-MM-DD of a day counted from 1970-01-01. */
export function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The reverse of `dayText`. */
export function dayNumber(text: string): number {
  return Math.round(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
}
