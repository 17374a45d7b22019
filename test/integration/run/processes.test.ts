import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** What `npm run demo` and `npm test` start must not outlive them, however they are ended. */
describe('a command that is ended', () => {
  const folder = mkdtempSync(join(tmpdir(), 'processes-'));
  const started: ChildProcess[] = [];

  afterEach(() => {
    for (const child of started.splice(0)) {
      child.kill('SIGKILL');
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('takes its children and theirs with it on %s', async (signal) => {
    const { command, pids } = await startFamily();
    command.kill(signal);
    expect(await exitOf(command)).toBe({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }[signal]);
    await untilGone(pids);
  });

  it('does so as well when only the npm above it was ended', async () => {
    const { command, pids } = await startFamily(['sh', '-c', 'node "$0" & wait'], { npm_lifecycle_event: 'test' });
    command.kill('SIGKILL');
    await untilGone(pids);
  });

  it('leaves nobody behind when its child ends and a grandchild does not', async () => {
    const { command, pids } = await startFamily(['node'], { ENDS: '1' });
    expect(await exitOf(command)).toBe(7);
    await untilGone(pids);
  });

  /** command → child → grandchild, both of which would run for ever; their pids. */
  async function startFamily(line = ['node'], env: Record<string, string> = {}) {
    const list = join(folder, `${started.length}-${Math.random()}.pids`);
    const script = join(folder, 'command.mjs');
    const grandchild = 'setInterval(() => {}, 1000)';
    const child = `
      const { spawn } = require('node:child_process');
      const { pid } = spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'ignore' });
      require('node:fs').writeFileSync(${JSON.stringify(list)}, process.pid + ' ' + pid);
      process.env.ENDS ? setTimeout(() => process.exit(7), 300) : setInterval(() => {}, 1000);`;
    writeFileSync(
      script,
      `import { run } from '${ROOT}test/run/processes.mjs';
       const { code } = await run(process.execPath, ['-e', ${JSON.stringify(child)}]);
       process.exitCode = code;`,
    );
    const [program, ...args] = line;
    const { npm_lifecycle_event: _, ...bare } = process.env;
    const command = spawn(program!, [...args, script], { env: { ...bare, ...env }, stdio: 'inherit' });
    started.push(command);
    const pids = await until(() => readPids(list));
    return { command, pids };
  }
});

describe('npm run evaluate', () => {
  it('keeps standard output for the result', async () => {
    const child = spawn('node', [join(ROOT, 'test/run/evaluate.mjs'), 'nonsense'], { stdio: 'pipe' });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (err += chunk));
    expect(await exitOf(child)).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/^Usage: npm run evaluate -- <identity \| ltv \| recommendations \| mapping \| quality>/);
  });
});

function readPids(file: string): number[] | undefined {
  try {
    const pids = readFileSync(file, 'utf8').split(' ').map(Number);
    return pids.length === 2 && pids.every((pid) => pid > 0) ? pids : undefined;
  } catch {
    return undefined;
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return child.exitCode === null
    ? new Promise((done) => child.once('close', (code) => done(code)))
    : Promise.resolve(child.exitCode);
}

async function untilGone(pids: number[]): Promise<void> {
  await until(() => (pids.some(isRunning) ? undefined : true));
}

/** A process that was killed stays listed as a zombie until its new parent has noticed: that one does not run. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function until<T>(ask: () => T | undefined, patienceMs = 20_000): Promise<T> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; ) {
    const answer = ask();
    if (answer !== undefined) {
      return answer;
    }
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error(`still waiting after ${patienceMs} ms`);
}
