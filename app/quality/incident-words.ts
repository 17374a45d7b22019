import { figureOf } from './figures.ts';
import type { IncidentAlarm, IncidentLine } from './incident.ts';

/** What a family of alarms is called, as the heading of an incident. */
const HEADINGS: Readonly<Record<IncidentLine['family'], string>> = {
  volume: 'Other numbers than usual',
  missing: 'Values are missing',
  wrong: 'Values are wrong',
  amounts: 'Amounts are not as usual',
  duplicates: 'The same comes twice',
  consent: 'Consent is not as usual',
  values: 'One value for everybody',
  silence: 'Nothing comes any more',
  schema: 'A file is not as agreed',
};

/** What is most likely behind it, and what to do first. */
const FIRST_STEPS: Readonly<Record<IncidentLine['family'], string>> = {
  volume:
    'Compare the days with the source’s own count (Sources, Books). If its file was cut off, upload it again; if a store was closed, say so under Closed days.',
  missing:
    'Ask whoever runs the source whether a field was dropped from the form or the export, then fetch those days again.',
  wrong: 'Look at the rows of the days below: a change of form, till or export mostly shows in the first of them.',
  amounts: 'Look at one sale in its source: decimal marks, tax and discounts are what exports change most.',
  duplicates: 'See whether a file was sent twice or a till repeats receipts; take the second import back.',
  consent: 'Stop sending by this source’s consents until its form and export are looked at.',
  values: 'See who enters it: a default in a form, or a member of staff who fills in the same for everybody.',
  silence: 'See whether the export still runs and its access still holds.',
  schema: 'Ask for the file as agreed, or change what is asked for under File contracts.',
};

export function headingOf({ family, source, store }: Pick<IncidentLine, 'family' | 'source' | 'store'>): string {
  return `${HEADINGS[family]}: ${store ? `${store} (${source})` : source}`;
}

export function firstStepOf({ family }: Pick<IncidentLine, 'family'>): string {
  return FIRST_STEPS[family];
}

/** An alarm as a sentence with both figures. `money`: how an amount in minor units is written. */
export function alarmSentence(alarm: IncidentAlarm, money: (minor: number) => string): string {
  const { figure, found, expected, value } = alarm;
  const where = alarm.storeName ? ` in ${alarm.storeName}` : '';
  if (figure === 'silence') {
    return `Nothing has come for ${days(found)}; usually something comes every ${days(expected)}.`;
  }
  if (figure === 'file') {
    return value;
  }
  const { kind, label } = figureOf(figure);
  const when = alarm.span === 1 ? '' : ` over ${alarm.span} days`;
  const subject = `The ${label}${where}${when}`;
  if (kind === 'count') {
    return `${subject} was ${count(found)}; about ${count(expected)} were to be expected.`;
  }
  if (kind === 'amount') {
    return `${subject} was ${money(found)}; about ${money(expected)} was to be expected.`;
  }
  const named = value ? ` (“${value}”)` : '';
  return `${subject}${named} was ${percent(found)} of ${count(alarm.rows)}; usually it is about ${percent(expected)}.`;
}

const EVENTS: Readonly<Record<string, string>> = {
  noticed: 'Noticed by itself',
  again: 'Shows again, after it was taken for over',
  gone: 'Solved: the figures of those days are as usual now',
  quiet: 'Solved: as usual for three days',
  heard: 'Solved: the source was heard again',
  seen: 'Seen',
  repairing: 'In repair',
  solved: 'Solved',
  ignored: 'Ignored',
  open: 'Opened again',
  owner: 'Given to',
  note: 'Note',
  told: 'Told',
  held: 'File held back',
  passed: 'File let through',
  quarantined: 'Source put in quarantine',
  released: 'Quarantine ended',
  refused: 'Held files thrown away',
  agreed: 'Solved: the next file is as agreed',
};

/** What happened, in words. */
export function eventWords(kind: string, detail: string): string {
  const words = EVENTS[kind] ?? kind;
  return detail ? `${words}: ${detail}` : words;
}

/** A span of time as people say it: `40 minutes`, `5 hours`, `3 days`. */
export function spanWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  if (minutes < 90) {
    return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  }
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} hours` : days(Math.round(hours / 24));
}

function days(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded} ${rounded === 1 ? 'day' : 'days'}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
}
