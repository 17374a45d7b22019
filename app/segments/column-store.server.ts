import { type Tx, withShop } from '#app/platform/db.server.ts';
import { findAttribute } from './attributes/registry.ts';
import { type Column, type Mask, newMask } from './columns/column.ts';
import { countOf, positiveOf, sumOf, yesOf } from './columns/figures.ts';
import { type ColumnSource, peopleOfRule } from './columns/people-of-rule.ts';
import { placeIn, readAttribute, readPeople, readRows } from './columns/read-columns.server.ts';
import type { RowColumns } from './columns/row-columns.ts';
import { compileRule } from './compile-rule.ts';
import { countMembers, type MemberCounts } from './preview-statements.ts';
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
  private readonly among: readonly number[] | null;
  private readonly columns = new Map<string, Filling<Column>>();
  private readonly rows = new Map<string, Filling<RowColumns>>();

  private constructor(ids: Float64Array, reading: Reading, among: readonly number[] | null) {
    this.ids = ids;
    this.reading = reading;
    this.among = among;
  }

  /** A copy that outlives the transaction: its columns are filled on connections of their own. */
  static async open(tx: Tx): Promise<ColumnStore> {
    const { shopId } = tx;
    const reading: Reading = (work) => withShop(shopId, work, { timeoutMs: READING_TIMEOUT_MS });
    return new ColumnStore(await readPeople(tx, null), reading, null);
  }

  /** A copy for this transaction alone, which sees what the transaction has written; of everybody or of these people. */
  static async openWithin(tx: Tx, among: readonly number[] | null): Promise<ColumnStore> {
    return new ColumnStore(await readPeople(tx, among), (work) => work(tx), among);
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
    const { changed = [] } = options;
    const figures = await Promise.all(figureNames.map((name) => this.attribute(name, context, options)));
    const [net, orders, email, sms] = figures;
    if (!net || !orders || !email || !sms) {
      return null;
    }
    const mask = rule
      ? await this.mask(tx, rule, context, options)
      : this.without(newMask(this.people).fill(1), changed);
    const kept = sumUp(mask, { net, orders, email, sms });
    const [asked] =
      changed.length === 0 ? [] : await tx.rows<MemberCounts>(countMembers(rule, context, { profileIds: changed }));
    return asked ? added(kept, asked) : kept;
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
      ? this.filled(this.columns, key, wait, (tx) => readAttribute(tx, attribute, this.ids, context, this.among))
      : Promise.resolve(null);
  }

  private relation(relation: Relation, context: RuleContext, { wait }: CountOptions): Promise<RowColumns | null> {
    return keptRelations.has(relation.name)
      ? this.filled(this.rows, `${relation.name} ${context.currency}`, wait, (tx) =>
          readRows(tx, relation, this.ids, context, this.among),
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
    for (const { id } of await tx.rows<{ id: number }>(
      compileRule(clause, context, this.among ? { profileIds: this.among } : {}),
    )) {
      mask[placeIn(this.ids, id)] = 1;
    }
    return mask;
  }
}

/** Where columns are read: on a connection of their own, or in the caller's transaction. */
type Reading = <Kept>(work: (tx: Tx) => Promise<Kept>) => Promise<Kept>;

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

function added(a: MemberCounts, b: MemberCounts): MemberCounts {
  return {
    members: a.members + b.members,
    revenue_minor: a.revenue_minor + b.revenue_minor,
    buyers: a.buyers + b.buyers,
    reachable_by_email: a.reachable_by_email + b.reachable_by_email,
    reachable_by_sms: a.reachable_by_sms + b.reachable_by_sms,
  };
}
