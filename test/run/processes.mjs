// Child processes that do not outlive this one. Plain JavaScript that Node 18 can read, like all of test/run/*.mjs.
import { spawn } from 'node:child_process';

/** How long a child may take to end by itself after a signal, in milliseconds. */
const GRACE_MS = 10_000;
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let isListening = false;
let isEnding = false;

/**
 * Runs a command to its end in a process group of its own, so that whatever it started can be ended with it.
 * `capture` keeps both outputs as text instead of showing them; `timeoutMs` ends it as failed.
 * @returns {Promise<{ code: number, output: string }>} code 1 if it was killed or could not be started
 */
export function run(command, args, { cwd, env, capture = false, stdio, timeoutMs } = {}) {
  listenForSignals();
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env,
      detached: true,
      stdio: stdio ?? (capture ? ['ignore', 'pipe', 'pipe'] : 'inherit'),
    });
    const chunks = [];
    running.add(child);
    const expire = () => {
      chunks.push(Buffer.from(`\nstopped after ${timeoutMs / 1000} s\n`));
      signal(-child.pid, 'SIGKILL');
    };
    const timer = timeoutMs && setTimeout(expire, timeoutMs);
    const finish = (code, last = '') => {
      clearTimeout(timer);
      running.delete(child);
      done({ code, output: Buffer.concat(chunks).toString() + last });
    };
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.once('error', (error) => finish(1, `${error.message}\n`));
    // What the child left behind would hold its output open: with the group gone, 'close' follows.
    child.once('exit', () => signal(-child.pid, 'SIGKILL'));
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** On a signal each child is told the same, is given time to end well, and is then ended with all it started. */
function listenForSignals() {
  if (!isListening) {
    isListening = true;
    for (const name of Object.keys(SIGNALS)) {
      process.on(name, () => endAll(name));
    }
    followNpm();
  }
}

/** A signal to npm ends its shell but does not reach what the shell started: this process sees that it was orphaned. */
function followNpm() {
  const parent = process.ppid;
  const look = () => process.ppid !== parent && !isEnding && endAll('SIGTERM');
  if (process.env.npm_lifecycle_event) {
    setInterval(look, 500).unref();
  }
}

async function endAll(name) {
  const patienceMs = isEnding ? 0 : GRACE_MS;
  isEnding = true;
  const children = [...running];
  const gone = Promise.all(children.map((child) => new Promise((exited) => child.once('exit', exited))));
  for (const child of children) {
    signal(child.pid, name);
  }
  await Promise.race([gone, new Promise((enough) => setTimeout(enough, patienceMs))]);
  for (const child of children) {
    signal(-child.pid, 'SIGKILL');
  }
  process.exit(SIGNALS[name]);
}

/** To a process or, negative, to its whole group. */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}
