import pg from 'pg';
import { copyOut } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { empty, join, raw, type Sql, sql } from '#app/platform/sql.ts';
import { type AttributeDefinition, partsOf } from '../attributes/attribute.ts';
import type { Trait } from '../preview-statements.ts';
import type { Relation } from '../relations/relation.ts';
import type { RuleContext } from '../rule-context.ts';
import { figureJoins } from '../sql/figure-joins.ts';
import type { Subject, ValueType } from '../value-types/value-type.ts';
import { type Column, isNumeric, type Mask, newMask } from './column.ts';
import { ColumnMaker, NOBODY } from './column-maker.ts';
import { CopyReader } from './copy-reader.ts';
import type { RowColumns } from './row-columns.ts';
import { orderRows } from './sort-rows.ts';

/** All people of the shop by id, so that their place in the list is found by halving. One pass over an index. */
export function readPeople(tx: Tx, among: readonly number[] | null): Promise<Float64Array> {
  const narrowed = narrowedTo(raw('id'), among);
  return readIds(tx, sql`select id from profile where shop_id = ${tx.shopId}::bigint${narrowed} order by id`);
}

/** The single column of ids that a statement gives, which may be long. */
export async function readIds(tx: Tx, statement: Sql): Promise<Float64Array> {
  const ids = new ColumnMaker('number');
  await readCopy(tx, statement, [ids]);
  return Float64Array.from(ids.numbers());
}

function narrowedTo(column: Sql, among: readonly number[] | null): Sql {
  return among === null ? empty : sql` and ${column} = any(${`{${among.join(',')}}`}::bigint[])`;
}

/** An attribute of everybody; null for a quotient, which no column holds. One pass over the shop's people. */
export async function readAttribute(
  tx: Tx,
  attribute: AttributeDefinition,
  ids: Float64Array,
  context: RuleContext,
  among: readonly number[] | null = null,
): Promise<Column | null> {
  const value = copied(attribute.subject(context), attribute.type);
  if (!value) {
    return null;
  }
  const [id, made] = [new ColumnMaker('number'), makerFor(attribute.type)];
  await readCopy(
    tx,
    sql`select p.id, ${value} from profile p
        ${figureJoins(partsOf(attribute))}
        where p.shop_id = ${tx.shopId}::bigint${narrowedTo(raw('p.id'), among)}`,
    [id, made],
  );
  return made.column(attribute.type, orderOf(id.numbers(), ids));
}

/** Each trait of everybody, by its name. One pass over the shop's people. */
export async function readTraits(tx: Tx, traits: readonly Trait[], ids: Float64Array): Promise<Map<string, Column>> {
  const id = new ColumnMaker('number');
  const makers = traits.map((trait) => ({ trait, maker: new ColumnMaker('code') }));
  const values = traits.map(({ value, isList }) => (isList ? listed(value) : value));
  await readCopy(
    tx,
    sql`select p.id, ${join(values, ', ')} from profile p
        ${figureJoins([])} where p.shop_id = ${tx.shopId}::bigint`,
    [id, ...makers.map(({ maker }) => maker)],
  );
  const order = orderOf(id.numbers(), ids);
  const typeOf = ({ isList }: Trait): ValueType =>
    isList ? { kind: 'list', ignoreCase: false, equality: false } : { kind: 'text', ignoreCase: false };
  return new Map(makers.map(({ trait, maker }) => [trait.name, maker.column(typeOf(trait), order)]));
}

/** For each of the ids the row that it was found in. */
function orderOf(found: Float64Array, ids: Float64Array): Uint32Array {
  const order = new Uint32Array(ids.length).fill(NOBODY);
  for (let row = 0; row < found.length; row++) {
    order[placeIn(ids, found[row]!)] = row;
  }
  return order;
}

/**
 * All rows of a relation with all fields that rules may name, or some of them. One pass over the rows; some forty bytes a row are kept, and
 * each field is a twentieth of the time.
 */
export async function readRows(
  tx: Tx,
  relation: Relation,
  ids: Float64Array,
  context: RuleContext,
  { among, wanted }: { among: readonly number[] | null; wanted: ReadonlySet<string> | null },
): Promise<RowColumns> {
  const fields = Object.entries(relation.fields).flatMap(([name, { type, subject }]) => {
    const value = wanted === null || wanted.has(name) ? copied(subject(context), type) : null;
    const maker = name === 'order_key' ? new ColumnMaker('number') : makerFor(type);
    return value ? [{ name, type, value, maker }] : [];
  });
  const [person, standing, at, tie] = [0, 1, 2, 3].map(() => new ColumnMaker('number')) as [
    ColumnMaker,
    ColumnMaker,
    ColumnMaker,
    ColumnMaker,
  ];
  const chosen = new Set(fields.map(({ name }) => name));
  await readCopy(
    tx,
    sql`select ${relation.profile}, case when ${relation.standing(context, new Set())} then 1 else 0 end, ${milliseconds(relation.at)},
               ${relation.tieNumber ?? relation.tie ?? sql`0`}${fields.map(({ value }) => sql`, ${value}`).reduce((a, b) => sql`${a}${b}`, sql``)}
        from ${relation.from(chosen)}
        where ${relation.standing(context, chosen)}${narrowedTo(relation.profile, among)}`,
    [person, standing, at, tie, ...fields.map(({ maker }) => maker)],
  );
  const places = Uint32Array.from(person.numbers(), (one) => placeIn(ids, one));
  const times = at.numbers();
  const { starts, order } = orderRows(places, ids.length, times, tie.numbers());
  return {
    starts,
    standing: maskUnlessFull(standing.numbers(), order, (number) => number === 1),
    dated: maskUnlessFull(times, order, (time) => !Number.isNaN(time)),
    fields: new Map(fields.map(({ name, type, maker }) => [name, maker.column(type, order)])),
  };
}

/** Where a test holds of the numbers in this order; null if it holds everywhere. */
function maskUnlessFull(numbers: Float64Array, order: Uint32Array, test: (number: number) => boolean): Mask | null {
  const mask = newMask(order.length);
  let whole = 1;
  for (let place = 0; place < order.length; place++) {
    mask[place] = Number(test(numbers[order[place]!]!));
    whole &= mask[place]!;
  }
  return whole === 1 ? null : mask;
}

/** A value as COPY is to write it: instants as milliseconds, lists as JSON; null for quotients. */
function copied(subject: Subject, type: ValueType): Sql | null {
  switch (subject.kind) {
    case 'ratio':
      return null;
    case 'list':
      return listed(subject.elements);
    case 'scalar':
      return type.kind === 'date'
        ? milliseconds(subject.sql)
        : type.kind === 'boolean'
          ? sql`(${subject.sql})::integer`
          : subject.sql;
  }
}

function listed(elements: Sql): Sql {
  return sql`(case when cardinality(${elements}) > 0 then to_json(${elements})::text end)`;
}

function milliseconds(instant: Sql): Sql {
  return sql`floor(extract(epoch from ${instant}) * 1000)::bigint`;
}

function makerFor(type: ValueType): ColumnMaker {
  return new ColumnMaker(isNumeric(type) ? 'number' : 'code');
}

/** The place of an id; ids that came later are put at the end, where a row of nobody's counts for nobody. */
export function placeIn(ids: Float64Array, id: number): number {
  let [low, high] = [0, ids.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return ids[low] === id ? low : ids.length;
}

async function readCopy(tx: Tx, statement: Sql, makers: readonly ColumnMaker[]): Promise<void> {
  const reader = new CopyReader(makers);
  for await (const chunk of copyOut(tx, inlined(statement))) {
    reader.read(chunk);
  }
}

/** COPY takes no parameters: the values of a statement that this folder made are written as literals. */
function inlined({ parts, values }: Sql): string {
  return parts.map((part, index) => (index === 0 ? part : `${literalOf(values[index - 1])}${part}`)).join('');
}

function literalOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'string') {
    return pg.escapeLiteral(value);
  }
  throw new Error(`a ${typeof value} cannot be written into a statement`);
}
