import { Refusal } from '#app/platform/refusal.ts';

/** When a saved report is made by itself: each begins with a day of the shop's zone and looks back from the day before. */
export const SCHEDULES = {
  none: 'Only when opened',
  daily: 'Every day',
  weekly: 'Every Monday',
  monthly: 'On the first of each month',
} as const;
export type Schedule = keyof typeof SCHEDULES;

/** The latest day until today on which a report of this schedule was due, `YYYY-MM-DD`; null without one. */
export function dueDay(schedule: Schedule, today: string): string | null {
  const day = new Date(`${today}T00:00:00Z`);
  switch (schedule) {
    case 'none':
      return null;
    case 'daily':
      break;
    case 'weekly':
      day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
      break;
    case 'monthly':
      day.setUTCDate(1);
      break;
  }
  return day.toISOString().slice(0, 10);
}

/** The last whole day that a report due on this day looks back from. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

const MOST_RECIPIENTS = 20;

/** Addresses as typed, apart by comma, semicolon, space or line. Throws a Refusal that names the one that is none. */
export function readRecipients(text: string): string[] {
  const found = [...new Set(text.split(/[\s,;]+/).filter((one) => one !== ''))];
  const wrong = found.find((one) => !/^[^@\s"<>]+@[^@\s"<>]+\.[^@\s"<>.]{2,}$/.test(one));
  if (wrong !== undefined) {
    throw new Refusal('analytics.recipient_wrong', `“${wrong.slice(0, 80)}” is no e-mail address.`, {
      field: 'recipients',
    });
  }
  if (found.length > MOST_RECIPIENTS) {
    throw new Refusal('analytics.recipients_many', `Name at most ${MOST_RECIPIENTS} addresses.`, {
      field: 'recipients',
    });
  }
  return found;
}
