import { type Tx, withShop } from '#app/platform/db.server.ts';
import { findAttribute } from './attributes/registry.ts';
import { type Column, combine, copyOf, invert, type Mask, newMask } from './columns/column.ts';
import { countOf, largestOf, positiveOf, sumOf, yesOf } from './columns/figures.ts';
import { type ColumnSource, fieldsAsked, peopleOfRule } from './columns/people-of-rule.ts';
import { placeIn, readAttribute, readPeople, readRows, readTraits } from './columns/read-columns.server.ts';
import type { RowColumns } from './columns/row-columns.ts';
import { added, compared, sampleOf } from './columns/with-changed.server.ts';
import { compileRule } from './compile-rule.ts';
import { compareMembers, countMembers, type MemberCounts, type SampledMember, traitsOf } from './preview-statements.ts';
import type { TraitCount } from './rank-differences.ts';
import type { Relation } from './relations/relation.ts';
import type { RuleContext } from './rule-context.ts';
import type { Clause, Rule } from './types.ts';

/** Relations whose rows are kept; the others are small, and the database answers for them. */
const keptRelations: ReadonlySet<string> = new Set(['orders', 'lines']);

/** Reading ten million rows takes a minute or two. */
const READING_TIMEOUT_MS = 900_000;

export type CountOptions = {
  /** Profiles that may differ from what is kept: they are asked of the database. */
  changed?: readonly number[];
  /** Wait for columns that are not filled yet, instead of asking the database this once. */
  wait?: boolean;
};

/**
 * One shop's people and orders in arrays, to count a rule's people while it is written. It is derived: filled from the
 * database column by column, the first time a rule asks for one, and never written to. What changed since it was opened is
 * the caller's to say, and is asked of the database; so its answers are those of the database now.
 */
export class ColumnStore {
  readonly openedAt = new Date();
  private readonly reading: Reading;
  private readonly ids: Float64Array;
  private readonly narrowed: Narrowed;
  private readonly columns = new Map<string, Filling<Column>>();
  private readonly rows = new Map<string, Filling<RowColumns>>();
  private readonly traits = new Map<string, Filling<Map<string, Column>>>();

  private constructor(ids: Float64Array, reading: Reading, narrowed: Narrowed) {
    this.ids = ids;
    this.reading = reading;
    this.narrowed = narrowed;
  }

  /** A copy that outlives the transaction: its columns are filled on connections of their own. */
  static async open(tx: Tx): Promise<ColumnStore> {
    const { shopId } = tx;
    const reading: Reading = (work) => withShop(shopId, work, { timeoutMs: READING_TIMEOUT_MS });
    return new ColumnStore(await readPeople(tx, null), reading, { among: null, fields: null });
  }

  /** A copy for this transaction and these rules alone, which sees what the transaction has written; of everybody or of these people. */
  static async openWithin(tx: Tx, among: readonly number[] | null, rules: readonly Rule[]): Promise<ColumnStore> {
    const narrowed = { among, fields: fieldsAsked(rules) };
    return new ColumnStore(await readPeople(tx, among), (work) => work(tx), narrowed);
  }

  /** How many people it was opened with. */
  get people(): number {
    return this.ids.length;
  }

  /**
   * Reads what a count of these rules asks for, one after the other, so that the first count finds it here. What columns do not hold is
   * left out.
   */
  async prepare(rules: readonly Rule[], context: RuleContext): Promise<void> {
    const wait: CountOptions = { wait: true };
    for (const name of figureNames) {
      await this.attribute(name, context, wait);
    }
    const source: ColumnSource = {
      people: this.people,
      attribute: (name) => this.attribute(name, context, wait),
      rows: (relation) => this.relation(relation, context, wait),
      ask: () => Promise.resolve(newMask(this.people)),
    };
    for (const rule of rules) {
      await peopleOfRule(rule, source, context);
    }
    await this.filled(this.traits, context.today, true, (tx) => readTraits(tx, traitsOf(context), this.ids));
  }

  /** The members' ids in ascending order; waits for columns that are not filled yet. */
  async membersNow(tx: Tx, rule: Rule, context: RuleContext): Promise<Float64Array> {
    const mask = await this.mask(tx, rule, context, { wait: true });
    return this.ids.filter((_, place) => mask[place] === 1);
  }

  /** The members' ids in ascending order. */
  async members(tx: Tx, rule: Rule, context: RuleContext, options: CountOptions = {}): Promise<number[]> {
    const { changed = [] } = options;
    const mask = await this.mask(tx, rule, context, options);
    const kept = [...this.ids].filter((_, place) => mask[place] === 1);
    const asked =
      changed.length === 0 ? [] : await tx.rows<{ id: number }>(compileRule(rule, context, { profileIds: changed }));
    return [...kept, ...asked.map((row) => row.id)].toSorted((a, b) => a - b);
  }

  /** What `countMembers` counts, for a rule or the whole shop; null while the figures of people are still being read. */
  async count(
    tx: Tx,
    rule: Rule | null,
    context: RuleContext,
    options: CountOptions = {},
  ): Promise<MemberCounts | null> {
    return (await this.preview(tx, rule, context, { ...options, sampled: 0 }))?.counts ?? null;
  }

  /** The same with a few of the people, those who spent most first, as the database knows them now. */
  async preview(
    tx: Tx,
    rule: Rule | null,
    context: RuleContext,
    options: CountOptions & { sampled: number },
  ): Promise<{ counts: MemberCounts; sample: SampledMember[] } | null> {
    const { changed = [], sampled } = options;
    const figures = await Promise.all(figureNames.map((name) => this.attribute(name, context, options)));
    const [net, orders, email, sms] = figures;
    if (!net || !orders || !email || !sms) {
      return null;
    }
    const mask = rule ? await this.mask(tx, rule, context, options) : this.everybodyBut(changed);
    const kept = sumUp(mask, { net, orders, email, sms });
    const [asked] =
      changed.length === 0 ? [] : await tx.rows<MemberCounts>(countMembers(rule, context, { profileIds: changed }));
    const counts = asked ? added(kept, asked) : kept;
    const best = largestOf(mask, net, sampled).map((place) => this.ids[place]!);
    return { counts, sample: sampled === 0 ? [] : await sampleOf(tx, rule, context, best, options) };
  }

  /** What `compareMembers` tells of a rule; null while what people are like is still being read. */
  async compare(tx: Tx, rule: Rule, context: RuleContext, options: CountOptions = {}): Promise<TraitCount[] | null> {
    const { changed = [], wait } = options;
    const traits = traitsOf(context);
    const columns = await this.filled(this.traits, context.today, wait, (reader) =>
      readTraits(reader, traits, this.ids),
    );
    if (!columns) {
      return null;
    }
    const members = await this.mask(tx, rule, context, options);
    const others = combine([invert(copyOf(members)), this.everybodyBut(changed)], 'and');
    const asked =
      changed.length === 0 ? [] : await tx.rows<TraitCount>(compareMembers(rule, context, { profileIds: changed }));
    return compared([...columns], members, others, asked);
  }

  private everybodyBut(changed: readonly number[]): Mask {
    return this.without(newMask(this.people).fill(1), changed);
  }

  private async mask(tx: Tx, rule: Rule, context: RuleContext, options: CountOptions): Promise<Mask> {
    const source: ColumnSource = {
      people: this.people,
      attribute: (name) => this.attribute(name, context, options),
      rows: (relation) => this.relation(relation, context, options),
      ask: (clause) => this.ask(tx, clause, context),
    };
    return this.without(await peopleOfRule(rule, source, context), options.changed ?? []);
  }

  private without(mask: Mask, changed: readonly number[]): Mask {
    for (const id of changed) {
      mask[placeIn(this.ids, id)] = 0;
    }
    return mask;
  }

  private attribute(name: string, context: RuleContext, { wait }: CountOptions): Promise<Column | null> {
    const attribute = findAttribute(name, context.catalogue);
    // A column may hold what depends on the day: days since, age.
    const key = `${name} ${context.today} ${context.currency} ${context.timeZone}`;
    return attribute
      ? this.filled(this.columns, key, wait, (tx) =>
          readAttribute(tx, attribute, this.ids, context, this.narrowed.among),
        )
      : Promise.resolve(null);
  }

  private relation(relation: Relation, context: RuleContext, { wait }: CountOptions): Promise<RowColumns | null> {
    const { among, fields } = this.narrowed;
    return keptRelations.has(relation.name)
      ? this.filled(this.rows, `${relation.name} ${context.currency}`, wait, (tx) =>
          readRows(tx, relation, this.ids, context, {
            among,
            wanted: fields ? (fields.get(relation.name) ?? new Set()) : null,
          }),
        )
      : Promise.resolve(null);
  }

  /** What is kept under a key; null while it is being read, unless the caller waits. Reads once; what failed is read again. */
  private async filled<Kept>(
    kept: Map<string, Filling<Kept>>,
    key: string,
    wait: boolean | undefined,
    read: (tx: Tx) => Promise<Kept | null>,
  ): Promise<Kept | null> {
    const known = kept.get(key);
    if (known) {
      return wait ? known.reading : known.value;
    }
    const reading = this.reading(read);
    const filling: Filling<Kept> = { reading, value: null };
    kept.set(key, filling);
    reading.then(
      (value) => {
        filling.value = value;
      },
      () => kept.delete(key),
    );
    return wait ? reading : null;
  }

  private async ask(tx: Tx, clause: Clause, context: RuleContext): Promise<Mask> {
    const mask = newMask(this.people);
    const { among } = this.narrowed;
    for (const { id } of await tx.rows<{ id: number }>(
      compileRule(clause, context, among ? { profileIds: among } : {}),
    )) {
      mask[placeIn(this.ids, id)] = 1;
    }
    return mask;
  }
}

/** Where columns are read: on a connection of their own, or in the caller's transaction. */
type Reading = <Kept>(work: (tx: Tx) => Promise<Kept>) => Promise<Kept>;

/** Of whom a copy is, and by the name of a relation which fields it reads; null = all. */
type Narrowed = { among: readonly number[] | null; fields: ReadonlyMap<string, ReadonlySet<string>> | null };

type Filling<Kept> = { reading: Promise<Kept | null>; value: Kept | null };

const figureNames = ['amount_spent', 'number_of_orders', 'reachable_by_email', 'reachable_by_sms'] as const;

type Figures = Record<'net' | 'orders' | 'email' | 'sms', Column>;

function sumUp(mask: Mask, { net, orders, email, sms }: Figures): MemberCounts {
  return {
    members: countOf(mask),
    revenue_minor: sumOf(mask, net),
    buyers: positiveOf(mask, orders),
    reachable_by_email: yesOf(mask, email),
    reachable_by_sms: yesOf(mask, sms),
  };
}
