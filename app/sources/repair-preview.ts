/** What a change of several refused rows would come to. */
export type RepairPreview = {
  /** Rows that were chosen, and those of them that the change touches. */
  chosen: number;
  tried: number;
  /** Of the latter, how many could be read and would come in; with them others of their sales that wait for them. */
  comingIn: number;
  alongWith: number;
  /** Some of those that would still be refused, and why. */
  stillRefused: { row: number; reason: string }[];
  /** The changed column in some of the rows. */
  examples: { row: number; before: string; after: string }[];
};

/** Refused rows that were refused for the same: how many, and one of them as an example. `column` empty = the row as a whole. */
export type RefusedAlike = { code: string; column: string; reason: string; rows: number; firstRow: number };
