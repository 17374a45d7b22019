import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import {
  EMBEDDED_POSTGRES_FOLDER,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '#test/support/embedded-postgres.ts';

/** A killed parent cannot stop its server. What it leaves behind must neither block the next start nor run for ever. */
const NAME = `orphan-${process.pid}`;

type Started = { parent: ChildProcess; url: string };

describe('a PostgreSQL whose parent was killed', () => {
  const parents: ChildProcess[] = [];

  afterEach(async () => {
    for (const parent of parents.splice(0)) {
      parent.kill('SIGKILL');
      await removeEmbeddedPostgres(`${NAME}-${parent.pid}`);
    }
    await removeEmbeddedPostgres(NAME);
  });

  it('is ended by the next start, which finds its data', async () => {
    const first = await startInChild(`startEmbeddedPostgres('${NAME}')`, 'embedded-postgres.ts');
    await query(first.url, 'create table kept as select 42 as answer');
    await kill(first.parent);
    expect(await answers(first.url)).toBe(true);

    const second = await startEmbeddedPostgres(NAME);
    expect(await answers(first.url)).toBe(false);
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
    expect(await answers(second.url)).toBe(false);
  });

  it('starts empty when asked to', async () => {
    const first = await startInChild(`startEmbeddedPostgres('${NAME}')`, 'embedded-postgres.ts');
    await query(first.url, 'create table forgotten ()');
    await kill(first.parent);

    const second = await startEmbeddedPostgres(NAME, { fresh: true });
    expect(await query(second.url, "select to_regclass('forgotten') as found")).toEqual([{ found: null }]);
    await second.stop();
  });

  it('is swept with its data by the next disposable one', async () => {
    const start = `startDisposablePostgres('${NAME}')`;
    const first = await startInChild(start, 'disposable-postgres.ts');
    await kill(first.parent);

    const second = await startInChild(start, 'disposable-postgres.ts');
    expect(await answers(first.url)).toBe(false);
    expect(existsSync(join(EMBEDDED_POSTGRES_FOLDER, `${NAME}-${first.parent.pid}`))).toBe(false);
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  /** Starts a server in a process of its own that waits to be killed. */
  function startInChild(expression: string, file: string): Promise<Started> {
    const module = new URL(`../../support/${file}`, import.meta.url).href;
    const source = `const { ${expression.split('(')[0]} } = await import('${module}');
      const { url } = await ${expression};
      console.log(url);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    parents.push(parent);
    return new Promise((started, failed) => {
      parent.once('exit', () => failed(new Error('the child ended before its server ran')));
      parent.stdout!.once('data', (line: Buffer) => started({ parent, url: line.toString().trim() }));
    });
  }
});

async function kill(parent: ChildProcess): Promise<void> {
  const gone = new Promise((exited) => parent.once('exit', exited));
  parent.kill('SIGKILL');
  await gone;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Asked at its door, since a process that was killed may stay listed until its new parent has noticed. */
async function answers(url: string): Promise<boolean> {
  try {
    await query(url, 'select');
    return true;
  } catch {
    return false;
  }
}
