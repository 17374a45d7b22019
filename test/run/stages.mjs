// The stages of `npm run check` and `npm test`: what they run, what they say and how they count.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { childEnvironment, ensureReady, ROOT } from './ensure-ready.mjs';
import { run } from './processes.mjs';

const REPORTS = join(ROOT, '.data/test-results');
const MINUTE = 60_000;

/** What `npm run check` runs, the longest first; two at a time. Each failure names the command that shows or mends it. */
const CHECKS = [
  tool('promises and cases', 'eslint', ['.'], 'npx eslint .'),
  tests('unit', 'test/vitest.unit.config.ts', 10 * MINUTE),
  tool('types', 'tsc', ['--noEmit', '-p', '.'], 'npx tsc --noEmit'),
  tool('types of extensions', 'tsc', ['--noEmit', '-p', 'extensions'], 'npx tsc --noEmit -p extensions'),
  tests('extensions', 'test/vitest.extensions.config.ts', 5 * MINUTE),
  tool(
    'format and lint',
    'biome',
    ['check', '--max-diagnostics=100', '--diagnostic-level=warn', '--error-on-warnings'],
    'npx biome check --write',
  ),
  tool('dead code', 'knip', ['--no-progress'], 'npx knip'),
  tool(
    'boundaries',
    'depcruise',
    ['--config', 'test/architecture/boundaries.cjs', ...['app', 'test', 'prisma', 'extensions'].filter(isFolder)],
    'npx depcruise --config test/architecture/boundaries.cjs app test prisma',
  ),
];

const STAGES = {
  check: CHECKS,
  integration: [tests('integration', 'test/vitest.integration.config.ts', 20 * MINUTE)],
  e2e: [tests('e2e', 'test/vitest.e2e.config.ts', 30 * MINUTE)],
};

/**
 * Runs the named stages one after the other and prints the count as the last line; a failure stops nothing but the
 * stage `ready`.
 * @returns {Promise<number>} the exit code: 1 if anything failed or nothing ran
 */
export async function runStages(names) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const count = (result) => {
    for (const key of Object.keys(total)) {
      total[key] += result[key];
    }
  };
  if (await isReady()) {
    for (const name of names) {
      heading(name);
      await inParallel(STAGES[name], async (step) => count(await step()));
    }
    sayWhatIsSuppressed();
  } else {
    count({ passed: 0, failed: 1, skipped: 0 });
  }
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

export function stageNames() {
  return Object.keys(STAGES);
}

async function isReady() {
  heading('ready');
  const started = Date.now();
  try {
    await ensureReady();
    report('packages, Prisma client and Node', true, started);
    return true;
  } catch (error) {
    report('packages, Prisma client and Node', false, started, `${error.message}\n`);
    return false;
  }
}

/** A tool that passes counts as one passed, one that fails as one failed. */
function tool(title, command, args, remedy) {
  return async () => {
    const started = Date.now();
    const { code, output } = await runTool(command, args, 15 * MINUTE);
    report(title, code === 0, started, code === 0 ? '' : `${output.trimEnd()}\n→ ${remedy}\n`);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  };
}

function tests(title, config, timeoutMs) {
  return async () => {
    const started = Date.now();
    const file = join(REPORTS, `${title}.json`);
    rmSync(file, { force: true });
    mkdirSync(REPORTS, { recursive: true });
    const args = ['run', '--config', config, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code, output } = await runTool('vitest', args, timeoutMs);
    const result = countTests(file, code);
    report(`${title} tests`, result.failed === 0, started, `${output.trim()}\n`);
    return result;
  };
}

function runTool(command, args, timeoutMs) {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
  const env = childEnvironment({ NODE_ENV: 'test', ...colour });
  return run(join(ROOT, 'node_modules/.bin', command), args, { cwd: ROOT, env, capture: true, timeoutMs });
}

/** Vitest's report; a file that could not be read, a run without a report or one that ended badly is a failure too. */
function countTests(file, code) {
  const nothing = { passed: 0, failed: 1, skipped: 0 };
  if (!existsSync(file)) {
    return nothing;
  }
  const said = JSON.parse(readFileSync(file, 'utf8'));
  const broken = said.testResults.filter(
    (result) => result.status === 'failed' && !result.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = said.numFailedTests + broken.length;
  const skipped = said.numPendingTests + said.numTodoTests;
  return { passed: said.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}

async function inParallel(steps, work) {
  const waiting = [...steps];
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      await work(step);
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, Math.floor(cpus().length / 2)) }, lane));
}

function heading(text) {
  process.stdout.write(`\n━━━ ${text} ${'━'.repeat(Math.max(3, 72 - text.length))}\n`);
}

function report(title, passed, started, output = '') {
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`\n${passed ? '✔' : '✘'} ${title} (${seconds} s)\n${output}`);
}

/** Each suppression carries its reason where it stands; their number is shown so that growth is seen. */
function sayWhatIsSuppressed() {
  const pattern = /biome-ignore|eslint-disable|@ts-expect-error|@ts-ignore/g;
  const found = ['app', 'test', 'prisma']
    .filter(isFolder)
    .flatMap(sourcesIn)
    .map((path) => readFileSync(path, 'utf8').match(pattern)?.length ?? 0);
  process.stdout.write(`\n${found.reduce((sum, count) => sum + count, 0)} suppressions of a tool's finding\n`);
}

function sourcesIn(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return path === 'app/platform/prisma' || path === 'test/fixtures' ? [] : sourcesIn(path);
    }
    return /\.tsx?$/.test(entry.name) ? [join(ROOT, path)] : [];
  });
}

function isFolder(name) {
  return existsSync(join(ROOT, name));
}
