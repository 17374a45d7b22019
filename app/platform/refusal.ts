/** What a refusal carries beside its sentence; every part is meant for the merchant's eyes. */
export type RefusalDetails = {
  /** The canonical field or the column it is about. */
  field?: string;
  /** Row number as in the merchant's file, from 1. */
  row?: number;
  /** What he can do, one sentence. */
  remedy?: string;
  cause?: unknown;
};

/**
 * Something a person asked for cannot be done, and he can be told why. Not a fault: it is shown, never retried.
 * `code` is `folder.reason` (`sources.file_empty`) and never changes once published; `message` is a sentence for the merchant.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly row: number | undefined;
  readonly remedy: string | undefined;

  constructor(code: string, message: string, details: RefusalDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'Refusal';
    this.code = code;
    this.field = details.field;
    this.row = details.row;
    this.remedy = details.remedy;
  }
}
