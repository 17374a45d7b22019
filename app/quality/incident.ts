import type { Family } from './figures.ts';

/** Where an incident stands. Solved ones are kept: how long it took is a figure too. */
export const INCIDENT_STATES = ['open', 'seen', 'repairing', 'solved', 'ignored'] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

/** An alarm as it is kept and shown. */
export type IncidentAlarm = {
  figure: string;
  value: string;
  storeName: string | null;
  /** `YYYY-MM-DD`, and how many days up to it were judged together. */
  day: string;
  span: number;
  found: number;
  expected: number;
  rows: number;
};

export type IncidentLine = {
  id: number;
  family: Family;
  sourceId: number;
  source: string;
  /** Null: it is gone. */
  sourceKind: string | null;
  store: string | null;
  firstDay: string;
  lastDay: string;
  state: IncidentState;
  owner: string;
  noticedAt: Date;
  seenAt: Date | null;
  solvedAt: Date | null;
  solvedBy: 'person' | 'figures' | null;
  ignoreUntil: string | null;
  reason: string;
  /** Money that rests on what is wrong, minor units of the shop's currency; null where it cannot be told. */
  costMinor: number | null;
  /** The alarm that is furthest off. */
  worst: IncidentAlarm | null;
};

export type IncidentEvent = { kind: string; detail: string; actor: string; at: Date };

/** What ran on the bad data while it lasted. */
export type Harm = {
  segments: { id: number; name: string; entered: number; left: number }[];
  /** Downloads of people, and changes carried out in Shopify. */
  downloads: { at: Date; actor: string; what: string }[];
  sends: { id: number; at: Date; segment: string; changes: number }[];
  /** Reports that were made by themselves on it; `recipients`: how many were sent theirs, 0 where nobody was. */
  reports: { id: number; at: Date; name: string; recipients: number }[];
  /** What Shopify Flow was told: people who entered or left a segment, and what it does then, messages mostly. */
  notices: { segment: string; people: number; lastAt: Date }[];
  /** Times at which value scores were computed. */
  scores: Date[];
};
