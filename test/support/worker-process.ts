import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const ROOT = new URL('../..', import.meta.url).pathname;

export type WorkerProcess = {
  /** Ends it as a crash does: nothing is tidied up. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Asks it to end, as a deployment does. Resolves when it is gone. */
  stop(): Promise<void>;
};

/** The product's worker in a process of its own, with this process's environment; what it calls Shopify is the stand-in. */
export function startWorkerProcess(): WorkerProcess {
  const preload = pathToFileURL(`${ROOT}test/shopify/preload.mjs`).href;
  const child = spawn(process.execPath, ['--import', preload, `${ROOT}app/worker/main.ts`], {
    cwd: ROOT,
    env: process.env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { kill: () => end(child, 'SIGKILL'), stop: () => end(child, 'SIGTERM') };
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill(signal);
    await gone;
  }
}
