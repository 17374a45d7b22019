import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { KEY_KINDS } from './blocking-keys.ts';
import { joinKinds, type PairsOfKind } from './candidate-pairs.ts';
import { addBeliefs, type Believed, beliefSpans, type TeachingPairs } from './expectation.ts';
import { ALONE, type Labour, type Pairs } from './labour.ts';
import type { FromThread, Given, Result, Task, ToThread } from './labour-tasks.ts';
import type { FieldModel } from './matching-model.ts';
import type { PairEdges } from './pair-edges.ts';
import type { PairSample } from './pair-sample.ts';
import type { RecordSet } from './record-set.ts';
import type { ScoringContext } from './scoring-context.ts';
import { shareArrays } from './share-arrays.ts';

/** Fewer records are done before threads have started. */
const LEAST_RECORDS = 50_000;
const MOST_THREADS = 4;
/** Pairs in one task: some tenths of a second at most, so that all threads end together. */
const SPAN = 40_000;

/** Does some work with as many threads as its records and this machine are worth; they end with it. */
export async function withLabour<T>(
  records: number,
  work: (labour: Labour) => Promise<T>,
  threads = records < LEAST_RECORDS ? 1 : Math.min(MOST_THREADS, availableParallelism()),
): Promise<T> {
  if (threads < 2) return work(ALONE);
  const crew = new Crew(threads);
  try {
    return await work(crew);
  } finally {
    await crew.dismiss();
  }
}

class Crew implements Labour {
  readonly #threads: Worker[];
  /** What lies in shared memory, by what it is a copy of: most of a context is its set, its statistics and the context before. */
  readonly #shared = new WeakMap<object, unknown>();

  constructor(threads: number) {
    const file = new URL('./labour-thread.server.ts', import.meta.url);
    this.#threads = Array.from({ length: threads }, () => new Worker(file));
  }

  async candidates(set: RecordSet, limits: readonly number[] | null) {
    this.#give({ set: this.#share(set) });
    const tasks = KEY_KINDS.map((_, kind): Task => {
      return { what: 'kind', kind, limit: limits === null ? null : (limits[kind] ?? 0) };
    });
    return joinKinds((await this.#perform(tasks)) as PairsOfKind[], set.size);
  }

  async compare(context: ScoringContext, pairs: Pairs & { kinds?: Int32Array }): Promise<PairSample> {
    const parts = (await this.#overPairs('compare', context, pairs)) as PairSample[];
    const size = pairs.a.length;
    return {
      size,
      a: pairs.a,
      b: pairs.b,
      kinds: pairs.kinds ?? new Int32Array(size),
      levels: together(
        Uint8Array,
        parts.map(({ levels }) => levels),
      ),
      values: together(
        Int32Array,
        parts.map(({ values }) => values),
      ),
      marks: together(
        Uint8Array,
        parts.map(({ marks }) => marks),
      ),
      sources: together(
        Uint8Array,
        parts.map(({ sources }) => sources),
      ),
    };
  }

  async score(context: ScoringContext, pairs: Pairs): Promise<PairEdges> {
    const parts = (await this.#overPairs('score', context, pairs)) as PairEdges[];
    return {
      a: together(
        Int32Array,
        parts.map(({ a }) => a),
      ),
      b: together(
        Int32Array,
        parts.map(({ b }) => b),
      ),
      bits: together(
        Float64Array,
        parts.map(({ bits }) => bits),
      ),
      householdBits: together(
        Float64Array,
        parts.map(({ householdBits }) => householdBits),
      ),
      positiveGroups: together(
        Uint8Array,
        parts.map(({ positiveGroups }) => positiveGroups),
      ),
      veto: together(
        Uint8Array,
        parts.map(({ veto }) => veto),
      ),
      deterministic: together(
        Uint8Array,
        parts.map(({ deterministic }) => deterministic),
      ),
    };
  }

  async agreements(context: ScoringContext, teaching: TeachingPairs): Promise<Believed> {
    this.#give({ ...this.#laidOut(context), teaching: this.#share(teaching) });
    return this.#believe(beliefSpans(teaching.sample.size).map((span) => ({ what: 'agreements', ...span })));
  }

  async chances(context: ScoringContext, sample: PairSample, isFirst: boolean): Promise<Believed> {
    this.#give({ ...this.#laidOut(context), random: this.#share(sample) });
    return this.#believe(beliefSpans(sample.size).map((span) => ({ what: 'chances', isFirst, ...span })));
  }

  async #believe(tasks: readonly Task[]): Promise<Believed> {
    return addBeliefs((await this.#perform(tasks)) as Believed[]);
  }

  async dismiss(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  /** A context whose tables lie in shared memory. The model's own tables of frequencies stay here: scoring has read them already. */
  #laidOut({ set, model, fields, ...rest }: ScoringContext): Given {
    const context = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, this.#share(part)]));
    const light = { ...context, model: { ...model, fields: [] }, fields: fields.map(withoutFrequencies) };
    return { set: this.#share(set), context: light as unknown as NonNullable<Given['context']> };
  }

  #overPairs(what: 'compare' | 'score', context: ScoringContext, { a, b }: Pairs): Promise<Result[]> {
    this.#give({ ...this.#laidOut(context), pairs: shareArrays({ a, b }) });
    const tasks: Task[] = [];
    for (let from = 0; from < a.length; from += SPAN) tasks.push({ what, from, to: Math.min(a.length, from + SPAN) });
    return this.#perform(tasks);
  }

  #share<T>(data: T): T {
    if (typeof data !== 'object' || data === null) return data;
    const known = this.#shared.get(data) as T | undefined;
    if (known !== undefined) return known;
    const copy = shareArrays(data);
    this.#shared.set(data, copy);
    return copy;
  }

  #give(given: Given): void {
    for (const thread of this.#threads) thread.postMessage({ given } satisfies ToThread);
  }

  /** Results in the order of the tasks; whichever thread is free takes the next. */
  #perform(tasks: readonly Task[]): Promise<Result[]> {
    const results: Result[] = [];
    let next = 0;
    const work = (thread: Worker) =>
      new Promise<void>((done, fail) => {
        const hand = () => {
          const nth = next++;
          const task = tasks[nth];
          if (task === undefined) {
            thread.off('message', take);
            thread.off('error', fail);
            done();
          } else thread.postMessage({ task, nth } satisfies ToThread);
        };
        const take = ({ nth, result }: FromThread) => {
          results[nth] = result;
          hand();
        };
        thread.on('message', take);
        thread.once('error', fail);
        hand();
      });
    return Promise.all(this.#threads.map(work)).then(() => results);
  }
}

function withoutFrequencies(field: FieldModel): FieldModel {
  return { ...field, frequencies: { total: 0, counts: {} } };
}

type Columns = Int32Array | Float64Array | Uint8Array;

function together<Column extends Columns>(make: new (length: number) => Column, parts: readonly Column[]): Column {
  const whole = new make(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
