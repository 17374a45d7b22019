import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/**
 * Lets `prisma migrate` and `prisma db pull` run without an engine binary. For authoring migrations only: the app applies
 * them with app/platform/migrate.server.ts and never loads this file.
 */
export class MigrationAdapter extends PrismaPg {
  readonly #url: URL;

  constructor(databaseUrl: string) {
    super(connectionTo(new URL(databaseUrl)));
    this.#url = new URL(databaseUrl);
  }

  override async connect() {
    const adapter = await super.connect();
    readCatalogTypes(adapter);
    return adapter;
  }

  /** The base class drops the shadow database before it has left it, which PostgreSQL refuses. */
  override async connectToShadowDb() {
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    const admin = new pg.Client(connectionTo(this.#url));
    await admin.connect();
    await admin.query(`create database "${name}"`);
    const shadow = await new MigrationAdapter(
      Object.assign(new URL(this.#url), { pathname: `/${name}` }).href,
    ).connect();
    const leave = shadow.dispose.bind(shadow);
    shadow.dispose = async () => {
      await leave();
      await admin.query(`drop database if exists "${name}" with (force)`);
      await admin.end();
    };
    return shadow;
  }
}

/** Settings one by one: pg lets a connectionString override `database`, and the shadow would be the real database. */
function connectionTo(url: URL): pg.PoolConfig {
  const sslMode = url.searchParams.get('sslmode');
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(sslMode && sslMode !== 'disable' ? { ssl: { rejectUnauthorized: sslMode.startsWith('verify') } } : {}),
    // A lingering idle connection would hold every command for ten seconds.
    idleTimeoutMillis: 1,
    allowExitOnIdle: true,
  };
}

const TEXT = 25;
const NAME = 19;
const CHAR = 18;

type Result = { fields?: pg.FieldDef[]; rows: object };
type Queryable = {
  performIO(query: unknown): Promise<Result>;
  queryRaw(query: unknown): Promise<{ rows: object; columnTypes: number[] }>;
  readsCatalogTypes?: boolean;
};
const charColumns = new WeakMap<object, number[]>();

/** The schema engine reads two catalogue types that the adapter does not know: "name" is text, "char" one character. */
function readCatalogTypes(adapter: SqlDriverAdapter): void {
  const shared = Object.getPrototypeOf(Object.getPrototypeOf(adapter)) as Queryable;
  if (Object.hasOwn(shared, 'readsCatalogTypes')) {
    return;
  }
  shared.readsCatalogTypes = true;
  const { performIO, queryRaw } = shared;
  shared.performIO = async function (this: Queryable, query: unknown) {
    const result = await performIO.call(this, query);
    // A migration's script is many statements, and its result a list without rows of its own.
    if (Array.isArray(result)) {
      return result;
    }
    const chars: number[] = [];
    result.fields?.forEach((field, position) => {
      if (field.dataTypeID === CHAR) {
        chars.push(position);
      }
      if (field.dataTypeID === CHAR || field.dataTypeID === NAME) {
        field.dataTypeID = TEXT;
      }
    });
    charColumns.set(result.rows, chars);
    return result;
  };
  shared.queryRaw = async function (this: Queryable, query: unknown) {
    const result = await queryRaw.call(this, query);
    for (const position of charColumns.get(result.rows) ?? []) {
      result.columnTypes[position] = ColumnTypeEnum.Character;
    }
    return result;
  };
}
