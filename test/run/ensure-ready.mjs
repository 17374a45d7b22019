// Makes a checkout ready to run: packages, the Prisma client and the right Node. Needs Node 18 and npm, nothing else.
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './processes.mjs';

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const NODE_WANTED = [22, 18];
const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules/.package-lock.json');
const OWN_NODE = join(ROOT, 'node_modules/.bin/node');
const CLIENT = join(ROOT, 'app/platform/prisma/client.ts');
const TURN = join(ROOT, '.data/ready.pid');

/**
 * Installs and generates what is missing or out of date; says so on standard error, never on standard output.
 * @returns {Promise<string>} the path of the Node to go on with
 */
export async function ensureReady() {
  await inTurn(async () => {
    if (!isInstalled()) {
      await install();
    }
    if (!isGenerated()) {
      await generate();
    }
  });
  return nodePath();
}

/** Goes on with a TypeScript file under the right Node; this process ends as that one ends. */
export async function handOver(script, args) {
  const node = await ensureReady();
  const { code } = await run(node, [join(ROOT, script), ...args], { env: childEnvironment() });
  return code;
}

/** The environment for tools: the project's binaries first, above all its Node. */
export function childEnvironment(more = {}) {
  return { ...process.env, PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter), ...more };
}

function isInstalled() {
  if (!existsSync(INSTALLED)) {
    return false;
  }
  if (changedAt(INSTALLED) >= changedAt(LOCK)) {
    return true;
  }
  // Git writes the lock file anew on a checkout that does not change it: what counts is what it says.
  if (!holdsWhatLockSays()) {
    return false;
  }
  utimesSync(INSTALLED, new Date(), new Date());
  return true;
}

function holdsWhatLockSays() {
  const packagesOf = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const installed = packagesOf(INSTALLED);
  return Object.entries(packagesOf(LOCK)).every(([path, wanted]) => {
    const mayBeAbsent = path === '' || wanted.optional || wanted.devOptional;
    return mayBeAbsent || installed[path]?.version === wanted.version;
  });
}

async function install() {
  say('Installing packages (npm ci) …');
  // Not with the Node in node_modules, which npm ci is about to delete.
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(join(ROOT, 'node_modules')));
  const env = { ...process.env, PATH: path.join(delimiter), NODE_ENV: 'development', ...cacheForHomeless() };
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  await demand('npm ci', run('npm', args, { cwd: ROOT, env, stdio: ['ignore', 2, 2] }));
}

/** npm wants to write below HOME; where that cannot be, its cache stands beside the checkout's other data. */
function cacheForHomeless() {
  try {
    accessSync(process.env.HOME ?? '', constants.W_OK);
    return {};
  } catch {
    return { npm_config_cache: join(ROOT, '.data/npm-cache') };
  }
}

function isGenerated() {
  const models = join(ROOT, 'prisma/models');
  const sources = [join(ROOT, 'prisma/schema.prisma'), ...readdirSync(models).map((name) => join(models, name))];
  return existsSync(CLIENT) && sources.every((source) => changedAt(source) <= changedAt(CLIENT));
}

async function generate() {
  say('Generating the Prisma client …');
  const env = childEnvironment({ PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' });
  const prisma = [join(ROOT, 'node_modules/prisma/build/index.js'), 'generate'];
  await demand('prisma generate', run(nodePath(), prisma, { cwd: ROOT, env, capture: true }));
  utimesSync(CLIENT, new Date(), new Date());
}

async function demand(what, running) {
  const { code, output } = await running;
  if (code !== 0) {
    say(output);
    throw new Error(`${what} failed with ${code}`);
  }
}

/** Node 22 from node_modules, else the one that runs this if it is new enough. */
function nodePath() {
  if (existsSync(OWN_NODE) && spawnSync(OWN_NODE, ['--version']).status === 0) {
    return OWN_NODE;
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_WANTED[0] || (major === NODE_WANTED[0] && minor >= NODE_WANTED[1])) {
    return process.execPath;
  }
  throw new Error(`Onefold needs Node ${NODE_WANTED.join('.')} or newer; this is ${process.version}.`);
}

/** Two commands started at once in a fresh clone must not install over each other: the second waits for the first. */
async function inTurn(work) {
  mkdirSync(dirname(TURN), { recursive: true });
  while (!takeTurn()) {
    await new Promise((again) => setTimeout(again, 300));
  }
  try {
    await work();
  } finally {
    rmSync(TURN, { force: true });
  }
}

function takeTurn() {
  try {
    writeFileSync(TURN, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') {
      throw error;
    }
    return takeOverFromDead();
  }
}

function takeOverFromDead() {
  let holder = 0;
  try {
    holder = Number(readFileSync(TURN, 'utf8'));
    process.kill(holder, 0);
  } catch (error) {
    // Not there any more (file or process), unless it is another user's process.
    if (error.code !== 'EPERM' && (error.code !== 'ENOENT' || holder)) {
      rmSync(TURN, { force: true });
    }
  }
  return false;
}

function changedAt(path) {
  return statSync(path).mtimeMs;
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
