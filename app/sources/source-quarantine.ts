/** A file that is kept whole and not taken in, because its source is in quarantine. */
export type HeldFile = {
  id: number;
  fileName: string;
  /** Rows below its header. */
  rows: number;
  /** ISO instant: files are taken in by this order. */
  heldAt: string;
  /** `YYYY-MM-DD`: the last day on which it is kept if nobody decides. */
  keptUntil: string;
};

/** A source of which nothing is taken in for now. */
export type SourceQuarantine = {
  sourceId: number;
  source: string;
  reason: string;
  /** Its last day, `YYYY-MM-DD`; null: until somebody decides. */
  until: string | null;
  /** What is held is being taken in. */
  releasing: boolean;
  beganAt: Date;
  beganBy: string;
  /** In the order in which they are taken in. */
  held: HeldFile[];
};
