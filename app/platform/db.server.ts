import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { deriveKey } from './crypto.server.ts';
import { env } from './env.server.ts';
import { log } from './log.server.ts';
import { type Prisma, PrismaClient } from './prisma/client.ts';
import type { Sql } from './sql.ts';

/**
 * A tenant's transaction. `prisma` reads and writes single rows; `rows` and `run` carry set-based statements; COPY uses
 * `client`. All are the same connection and the same transaction, and row-level security shows them one shop only.
 */
export type Tx = {
  readonly shopId: number;
  readonly prisma: Prisma.TransactionClient;
  readonly client: pg.PoolClient;
  /**
   * Runs a statement and returns its rows. int8 comes as number: ids and minor units are safe integers here. With `plan`, a name that no
   * other text has, the connection keeps the statement's plan: for what runs with every event and would take longer to plan than to run.
   */
  rows<Row extends object>(statement: Sql, plan?: string): Promise<Row[]>;
  /** Runs a statement and returns how many rows it touched. `plan` as with `rows`. */
  run(statement: Sql, plan?: string): Promise<number>;
};

/** Options of a tenant's transaction. */
export type TxOptions = {
  /** Longest time it may take, in milliseconds. (Default: 30,000; batches of bulk work ask for more.) */
  timeoutMs?: number;
};

const INT8 = 20;
const NUMERIC = 1700;
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8) {
      return parseSafeInteger;
    }
    return oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`${text} is beyond the integers that are exact here`);
  }
  return value;
}

/**
 * Prisma takes its own connection from the pool; this hands the same one to the rest of the transaction, until Prisma gives
 * it back: by then the next transaction, of another shop perhaps, may have it.
 */
type Taken = { client: pg.PoolClient | undefined };
const takenBy = new AsyncLocalStorage<Taken>();

class SharedPool extends pg.Pool {
  // biome-ignore lint/suspicious/noExplicitAny: pg overloads connect() with a callback form that nobody here calls
  override connect(...args: any[]): any {
    const taken = takenBy.getStore();
    if (args.length > 0 || !taken) {
      return super.connect(...(args as []));
    }
    return super.connect().then((client) => {
      taken.client = client;
      const release = client.release.bind(client);
      client.release = (error) => {
        taken.client = undefined;
        release(error);
      };
      return client;
    });
  }
}

type Connections = { pool: pg.Pool; prisma: PrismaClient };
let connections: Connections | undefined;

/** Connection settings of one of Onefold's roles, apart from each other: a connectionString would override `database`. */
export function connectionOf(role: 'owner' | 'app' | 'jobs', databaseUrl = env().DATABASE_URL): pg.PoolConfig {
  const url = new URL(databaseUrl);
  const ssl = url.searchParams.get('sslmode');
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: role === 'owner' ? decodeURIComponent(url.username) : `onefold_${role}`,
    password: role === 'owner' ? decodeURIComponent(url.password) : rolePassword(role),
    ...(ssl && ssl !== 'disable' ? { ssl: { rejectUnauthorized: ssl === 'verify-full' || ssl === 'verify-ca' } } : {}),
  };
}

/** Password of the app's own database roles: derived, so that there is no further secret to keep. */
export function rolePassword(role: 'app' | 'jobs'): string {
  return deriveKey(`database-role:${role}`).toString('base64url');
}

/** What the database keeps to check a tenant's proof. */
export function gateSecret(secret = env().ONEFOLD_SECRET): string {
  return deriveKey('tenant-gate', secret).toString('hex');
}

/** The value of the setting that opens one shop's rows to a transaction: its id and the proof that this process may. */
export function tenantSetting(shopId: number): string {
  const proof = createHash('sha256').update(`${gateSecret()}:${shopId}`).digest('hex');
  return `${shopId}.${proof}`;
}

function connect(): Connections {
  const pool = new SharedPool({
    ...connectionOf('app'),
    max: env().DATABASE_POOL,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 15_000,
    keepAlive: true,
    types,
  });
  pool.on('error', (error) => log('warn', 'an idle database connection broke', { reason: error.message }));
  return { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
}

/** Opened on first use, so that importing this file has no effect. */
function live(): Connections {
  connections ??= connect();
  return connections;
}

/** The pool under the app's role, for statements that stand before a tenant is known. */
export function appPool(): pg.Pool {
  return live().pool;
}

/** Closes what this process opened. */
export async function closeDatabase(): Promise<void> {
  const open = connections;
  connections = undefined;
  await open?.prisma.$disconnect();
  await open?.pool.end();
}

/**
 * Names the tenant; puts temporary tables last, so that none left on the connection passes for a table of the app; and lets
 * no statement go on for longer than its transaction may.
 */
const ENTER_SHOP = `select set_config('onefold.tenant', $1, true), set_config('search_path', 'public, pg_temp', true),
  set_config('statement_timeout', $2, true)`;

/**
 * The only way to a tenant's rows: one transaction that sees exactly one shop. Commits when `work` resolves. Work that goes
 * on after its time finds the transaction closed: its connection may be another shop's by then.
 */
export async function withShop<T>(shopId: number, work: (tx: Tx) => Promise<T>, options: TxOptions = {}): Promise<T> {
  const taken: Taken = { client: undefined };
  const timeout = options.timeoutMs ?? 30_000;
  return takenBy.run(taken, () =>
    live().prisma.$transaction(
      async (prisma) => {
        const tx = toTx(shopId, prisma, taken);
        await tx.client.query({ name: 'tenant', text: ENTER_SHOP, values: [tenantSetting(shopId), String(timeout)] });
        return takenBy.exit(() => work(tx));
      },
      { timeout, maxWait: 20_000 },
    ),
  );
}

function toTx(shopId: number, prisma: Prisma.TransactionClient, taken: Taken): Tx {
  const held = () => {
    if (!taken.client) {
      throw new Error('the transaction is over: it took longer than it may');
    }
    return taken.client;
  };
  return {
    shopId,
    prisma,
    get client() {
      return held();
    },
    rows: async <Row extends object>(statement: Sql, plan?: string) =>
      (await held().query<Row>({ ...queryOf(statement, plan), types })).rows,
    run: async (statement: Sql, plan?: string) => (await held().query(queryOf(statement, plan))).rowCount ?? 0,
  };
}

function queryOf(statement: Sql, plan: string | undefined): { text: string; values: unknown[]; name?: string } {
  const query = { text: statement.text, values: [...statement.values] };
  return plan === undefined ? query : { ...query, name: plan };
}

/**
 * Serialises the writers of one shop's derived data until the transaction ends: identity is decided one batch at a time.
 * Throws if the shop was erased meanwhile: what was written after it would be nobody's to erase.
 */
export async function lockShop(tx: Tx): Promise<void> {
  const { rows } = await tx.client.query<{ stands: boolean }>({
    name: 'lock-shop',
    text: 'select lock_shop($1, $2) as stands',
    values: [shopLockKey(tx.shopId), tx.shopId],
  });
  if (!rows[0]?.stands) {
    throw new Error(`shop ${tx.shopId} does not exist`);
  }
}

/** Key of the lock that the writers of a shop take turns by. */
export function shopLockKey(shopId: number): string {
  return lockKey(`pipeline:${shopId}`);
}

/** A 64-bit advisory lock key for a name, as text. */
export function lockKey(name: string): string {
  return createHash('sha256').update(name).digest().readBigInt64BE(0).toString();
}

/**
 * Refreshes the planner's statistics of the tables that grow in bulk. Costs some tenths of a second. In a transaction it
 * counts that transaction's rows too: a shop of which the planner has never heard is taken for empty, and plans for an
 * empty shop take hours for a full one.
 */
export async function refreshStatistics(tx: Tx | null = null): Promise<void> {
  await (tx?.client ?? appPool()).query('select refresh_statistics()');
}

/** The same for the tables of segments, which grow in bulk when rules are saved. Not in a transaction: it would hold other shops' up. */
export async function refreshMembershipStatistics(): Promise<void> {
  await appPool().query('select membership_statistics()');
}

/** The same to the order of magnitude, for a fifth of the work: amid what goes on filling the tables. */
export async function refreshRoughly(tx: Tx | null = null): Promise<void> {
  await (tx?.client ?? appPool()).query('select rough_statistics()');
}
