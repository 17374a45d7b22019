import type { Severity } from './check.ts';

/** What a day's verdict is drawn from. */
export type TrustGrounds = {
  /** Incidents nobody has solved: heading, address and the money that rests on them. */
  incidents: readonly { id: number; heading: string; costMinor: number | null }[];
  /** Standards that are not met. */
  breaches: readonly { checkKey: string; label: string; severity: Severity; failing: number; touchedMinor: number }[];
  lateSources: number;
  /** Hours since the checks ran; null: never. */
  hoursSinceRun: number | null;
};

export type FirstStep = { text: string; url: string; moneyMinor: number | null };
export type Trust = { level: 'yes' | 'partly' | 'no'; title: string; why: string; steps: FirstStep[] };

const STEPS_SHOWN = 5;
const A_DAY_AND_A_BIT = 30;

/** Whether today's data can be trusted, why, and what to do first: incidents by their money, then broken standards by theirs. */
export function trustOf(grounds: TrustGrounds): Trust {
  const { incidents, breaches, lateSources, hoursSinceRun } = grounds;
  const grave = breaches.filter((one) => one.severity === 'high');
  const steps = stepsOf(grounds);
  const reasons = [
    incidents.length > 0 && count(incidents.length, 'incident is open', 'incidents are open'),
    grave.length > 0 && `${count(grave.length, 'grave standard is', 'grave standards are')} not met`,
    lateSources > 0 && count(lateSources, 'source is late', 'sources are late'),
    hoursSinceRun !== null && hoursSinceRun > A_DAY_AND_A_BIT && 'the last check is more than a day old',
  ].filter((one) => one !== false);
  const why =
    reasons.length === 0
      ? 'No incident is open, no grave standard is broken, every source has spoken.'
      : sentence(reasons);
  if (incidents.length > 0) {
    return { level: 'no', title: 'Not all of today’s data can be trusted', why, steps };
  }
  return reasons.length > 0
    ? { level: 'partly', title: 'Today’s data can be used, with care', why, steps }
    : { level: 'yes', title: 'Today’s data can be trusted', why, steps };
}

const GRAVITY = { high: 0, medium: 1, low: 2 } as const;

function stepsOf({ incidents, breaches }: TrustGrounds): FirstStep[] {
  const first = [...incidents]
    .sort((a, b) => (b.costMinor ?? 0) - (a.costMinor ?? 0))
    .map((one) => ({ text: one.heading, url: `/app/quality/incidents/${one.id}`, moneyMinor: one.costMinor }));
  const then = [...breaches]
    .sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || b.touchedMinor - a.touchedMinor)
    .map((one) => ({
      text: `${one.label}: ${one.failing.toLocaleString('en')}`,
      url: `/app/quality/${one.checkKey}`,
      moneyMinor: one.touchedMinor,
    }));
  return [...first, ...then].slice(0, STEPS_SHOWN);
}

function count(value: number, one: string, many: string): string {
  return `${value} ${value === 1 ? one : many}`;
}

function sentence(parts: readonly string[]): string {
  const text = parts.join(', ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
