import type { IncidentAlarm, IncidentLine } from './incident.ts';
import { alarmSentence, headingOf } from './incident-words.ts';

export type AlertRhythm = 'at_once' | 'daily' | 'weekly';

export type AlertChannel = {
  id: number;
  kind: 'email' | 'webhook';
  address: string;
  rhythm: AlertRhythm;
  /** Hours of the shop's day, 0 to 23. */
  digestHour: number;
  quietFrom: number;
  quietTo: number;
};

const MONDAY = 1;

/**
 * Whether a channel may speak at an hour of the shop's day: at once, but never in its quiet hours; a digest at its own hour,
 * each day or on Mondays. The same hour twice: never quiet.
 */
export function maySpeak(
  { rhythm, digestHour, quietFrom, quietTo }: AlertChannel,
  { hour, weekday }: { hour: number; weekday: number },
): boolean {
  if (rhythm !== 'at_once') {
    return hour === digestHour && (rhythm === 'daily' || weekday === MONDAY);
  }
  const isQuiet = quietFrom <= quietTo ? hour >= quietFrom && hour < quietTo : hour >= quietFrom || hour < quietTo;
  return !isQuiet;
}

export type AlertItem = Pick<
  IncidentLine,
  'id' | 'family' | 'source' | 'store' | 'costMinor' | 'firstDay' | 'lastDay'
> & {
  worst: IncidentAlarm | null;
  isAgain: boolean;
};

/** What a message says: one incident in full, several as a list. `money`: minor units as people write them. */
export function alertText(
  items: readonly AlertItem[],
  { shopName, pageOf, money }: { shopName: string; pageOf: (id: number) => string; money: (minor: number) => string },
): { subject: string; text: string } {
  const lines = items.map((item) => {
    const again = item.isAgain ? ' (again)' : '';
    const worst = item.worst ? `\n${alarmSentence(item.worst, money)}` : '';
    const cost = item.costMinor ? `\nMoney that rests on it: ${money(item.costMinor)}.` : '';
    return `${headingOf(item)}${again}${worst}${cost}\n${pageOf(item.id)}`;
  });
  const [first] = items;
  const what = items.length === 1 && first ? headingOf(first) : `${items.length} incidents`;
  return { subject: `Onefold, ${shopName}: ${what}`, text: `${lines.join('\n\n')}\n` };
}
