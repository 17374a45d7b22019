import { z } from 'zod';

/** How a job is queued: ids only in its payload, one waiting copy per dedupe key, a budget of attempts. */
export type JobDefinition<Payload extends z.ZodType = z.ZodType> = {
  payload: Payload;
  /** Two jobs of one key that both wait become one; a running one is followed by another, never beside it. */
  dedupeKey: (payload: z.infer<Payload>) => string | null;
  /** Attempts before the job is given up; they back off exponentially, about e^n seconds. */
  attempts: number;
  /** Lower runs first. */
  rank: number;
};

const ofShop = z.object({ shopId: z.number().int() });

function define<Payload extends z.ZodType>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  return definition;
}

/** Every job there is. Handlers stand in worker/handlers, one file per name. */
export const JOBS = {
  /** Asks each hour in which shops a new day has begun. Queued by the clock (worker/start-worker). */
  hourly: define({ payload: z.looseObject({}), dedupeKey: () => 'hourly', attempts: 3, rank: 7 }),
  /** Works off the deliveries that wait in one shop's inbox. */
  'inbox-process': define({ payload: ofShop, dedupeKey: (p) => `inbox:${p.shopId}`, attempts: 20, rank: 0 }),
  /** Starts, watches and loads the bulk operations of one shop's history. */
  'backfill-step': define({ payload: ofShop, dedupeKey: (p) => `backfill:${p.shopId}`, attempts: 25, rank: 5 }),
  /** Fetches single orders of which Shopify has only told that they changed. */
  'shopify-refetch': define({
    payload: ofShop.extend({ orders: z.array(z.object({ externalId: z.string(), at: z.iso.datetime() })) }),
    dedupeKey: () => null,
    attempts: 12,
    rank: 4,
  }),
  /** Fetches the stock of variants of which Shopify has only told that it changed at one location. */
  'shopify-stock': define({
    payload: ofShop.extend({ items: z.array(z.string()) }),
    dedupeKey: () => null,
    attempts: 12,
    rank: 3,
  }),
  /** Cleans, by one standing rule, what has changed since it last ran. */
  'rules-run': define({
    payload: ofShop.extend({ ruleId: z.number().int() }),
    dedupeKey: (p) => `rule:${p.shopId}:${p.ruleId}`,
    attempts: 8,
    rank: 6,
  }),
  /** Builds the profiles of one source anew. */
  'profiles-of-source': define({
    payload: ofShop.extend({ sourceId: z.number().int() }),
    dedupeKey: (p) => `profiles-of-source:${p.shopId}:${p.sourceId}`,
    attempts: 8,
    rank: 6,
  }),
  /** Compares a source's books with what is here, day by day, and heals what differs. */
  'books-balance': define({
    payload: ofShop.extend({ runId: z.number().int() }),
    dedupeKey: (p) => `books:${p.shopId}:${p.runId}`,
    attempts: 12,
    rank: 7,
  }),
  /** Imports an uploaded file, from the row where it stopped. */
  'upload-import': define({
    payload: ofShop.extend({ uploadId: z.number().int() }),
    dedupeKey: (p) => `upload:${p.shopId}:${p.uploadId}`,
    attempts: 12,
    rank: 4,
  }),
  /** Tries an import on the whole file: does it, measures it and takes it back. */
  'upload-check': define({
    payload: ofShop.extend({ uploadId: z.number().int() }),
    dedupeKey: (p) => `upload-check:${p.shopId}:${p.uploadId}`,
    attempts: 5,
    rank: 4,
  }),
  /** Brings corrected rows of an import in. */
  'upload-repair': define({
    payload: ofShop.extend({ uploadId: z.number().int() }),
    dedupeKey: (p) => `upload-repair:${p.shopId}:${p.uploadId}`,
    attempts: 12,
    rank: 4,
  }),
  /** Takes an import back, from where it stopped. */
  'upload-undo': define({
    payload: ofShop.extend({ uploadId: z.number().int() }),
    dedupeKey: (p) => `upload-undo:${p.shopId}:${p.uploadId}`,
    attempts: 12,
    rank: 4,
  }),
  /** Learns how records of one person agree in this shop, and resolves all of them by it. */
  'identity-train': define({ payload: ofShop, dedupeKey: (p) => `identity-train:${p.shopId}`, attempts: 5, rank: 6 }),
  /** Decides people anew that changed within the last day, keeps what comes out otherwise, and heals it. */
  'identity-check': define({ payload: ofShop, dedupeKey: (p) => `identity-check:${p.shopId}`, attempts: 5, rank: 7 }),
  /** Guesses who may have bought what the till sold to nobody in particular. */
  'till-owners': define({ payload: ofShop, dedupeKey: (p) => `till-owners:${p.shopId}`, attempts: 5, rank: 9 }),
  /** Tries a change of the rules of identity on all data; makes it once it is approved; takes it back. */
  'identity-rehearse': define({
    payload: ofShop.extend({ rehearsalId: z.number().int() }),
    dedupeKey: (p) => `identity-rehearse:${p.shopId}:${p.rehearsalId}`,
    attempts: 5,
    rank: 3,
  }),
  /** Computes a segment's members from its rule. */
  'segment-rebuild': define({
    payload: ofShop.extend({ segmentId: z.number().int() }),
    dedupeKey: (p) => `segment:${p.shopId}:${p.segmentId}`,
    attempts: 8,
    rank: 3,
  }),
  /** Takes in the people of a segment's goal, where they are many, and counts where it stands. */
  'segment-goal': define({
    payload: ofShop.extend({ segmentId: z.number().int() }),
    dedupeKey: (p) => `segment-goal:${p.shopId}:${p.segmentId}`,
    attempts: 5,
    rank: 6,
  }),
  /** Moves profiles in and out of segments whose rules depend on the date. */
  'segments-by-clock': define({
    payload: ofShop,
    dedupeKey: (p) => `segments-clock:${p.shopId}`,
    attempts: 5,
    rank: 8,
  }),
  /** Fits and examines the shop's value model and scores every profile by it. */
  'value-fit': define({ payload: ofShop, dedupeKey: (p) => `value:${p.shopId}`, attempts: 5, rank: 9 }),
  /** Works out anew the figures over a large shop that somebody looks at. */
  'value-figures': define({ payload: ofShop, dedupeKey: (p) => `value-figures:${p.shopId}`, attempts: 3, rank: 4 }),
  /** Makes the reports of one shop that are due. */
  'reports-make': define({ payload: ofShop, dedupeKey: (p) => `reports:${p.shopId}`, attempts: 8, rank: 8 }),
  /** Sends one report that was made to its recipients. */
  'report-mail': define({
    payload: ofShop.extend({ runId: z.number().int() }),
    dedupeKey: (p) => `report-mail:${p.shopId}:${p.runId}`,
    attempts: 8,
    rank: 8,
  }),
  /** Restates days and figures after the shop's zone or currency has changed. */
  'shop-restate': define({ payload: ofShop, dedupeKey: (p) => `restate:${p.shopId}`, attempts: 8, rank: 3 }),
  /** Runs all quality checks over the shop's data. */
  'quality-run': define({ payload: ofShop, dedupeKey: (p) => `quality:${p.shopId}`, attempts: 5, rank: 7 }),
  /** Judges the shop's figures day by day and keeps what went wrong as incidents. */
  'quality-watch': define({ payload: ofShop, dedupeKey: (p) => `quality-watch:${p.shopId}`, attempts: 5, rank: 7 }),
  /** Judges what the day has brought so far, some seconds after a batch. */
  'quality-batch': define({ payload: ofShop, dedupeKey: (p) => `quality-batch:${p.shopId}`, attempts: 3, rank: 6 }),
  /** Carries out one repair of what failed a check, or takes it back. */
  'quality-repair': define({
    payload: ofShop.extend({ repairId: z.number().int() }),
    dedupeKey: (p) => `quality-repair:${p.shopId}:${p.repairId}`,
    attempts: 8,
    rank: 4,
  }),
  /** Tells one channel of incidents. */
  'quality-alert': define({
    payload: ofShop.extend({ deliveryId: z.number().int() }),
    dedupeKey: (p) => `quality-alert:${p.shopId}:${p.deliveryId}`,
    attempts: 8,
    rank: 5,
  }),
  /** Carries out one privacy request: an export or an erasure. */
  'privacy-carry-out': define({
    payload: ofShop.extend({ requestId: z.number().int() }),
    dedupeKey: (p) => `privacy:${p.shopId}:${p.requestId}`,
    attempts: 25,
    rank: 2,
  }),
  /** Writes down what has changed of the segments that are sent to Shopify. */
  'activation-follow': define({ payload: ofShop, dedupeKey: (p) => `follow:${p.shopId}`, attempts: 8, rank: 4 }),
  /** Tells Shopify Flow who has entered or left a segment. */
  'activation-flow': define({ payload: ofShop, dedupeKey: (p) => `flow:${p.shopId}`, attempts: 8, rank: 4 }),
  /** Carries one change of a segment out in Shopify. */
  'activation-write': define({
    payload: ofShop.extend({ runId: z.number().int() }),
    dedupeKey: (p) => `activation:${p.shopId}:${p.runId}`,
    attempts: 25,
    rank: 4,
  }),
  /** Erases everything of a shop. */
  'shop-erase': define({ payload: ofShop, dedupeKey: (p) => `erase:${p.shopId}`, attempts: 25, rank: 1 }),
} as const;

export type JobName = keyof typeof JOBS;
export type JobPayload<Name extends JobName> = z.infer<(typeof JOBS)[Name]['payload']>;
