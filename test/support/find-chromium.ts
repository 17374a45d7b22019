import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

/** As seen on 24 Nov 2026; the version in it is replaced by the browser's own. */
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/$ Safari/537.36';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export type TestBrowser = {
  browser: Browser;
  /** A context that says it is an ordinary browser: Shopify's library turns HeadlessChrome away with 410. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
};

/** Starts a Chromium without a window, installing one where none is found. Pass further flags to it as `args`. */
export async function launchBrowser(args: readonly string[] = []): Promise<TestBrowser> {
  const executablePath = await findChromium();
  // Its own home: a browser writes there, and a build's user may have none.
  const home = mkdtempSync(join(tmpdir(), 'onefold-browser-'));
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [...FLAGS, ...args],
    env: { ...stringsOf(process.env), HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  });
  const userAgent = USER_AGENT.replace('$', `${browser.version().split('.')[0]}.0.0.0`);
  return {
    browser,
    newContext: (options = {}) => browser.newContext({ userAgent, ...options }),
    close: async () => {
      await browser.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * The path of a Chromium: on PATH, where Debian puts it, Playwright's own; else one is installed, by Playwright or, as
 * root on Debian, by apt-get. Throws one sentence of advice if none of it helps.
 */
async function findChromium(): Promise<string> {
  const found = installedChromium();
  if (found) {
    return found;
  }
  for (const [command, ...args] of INSTALLERS) {
    process.stderr.write(`No Chromium found; trying: ${[command, ...args].join(' ')}\n`);
    try {
      execFileSync(command, args, { stdio: ['ignore', 2, 2], timeout: 10 * 60_000, env: installerEnvironment() });
    } catch {
      continue;
    }
    const installed = installedChromium();
    if (installed) {
      return installed;
    }
  }
  throw new Error(
    'The browser tests need Chromium: install it (Debian: apt-get install chromium) or put chromium on the PATH.',
  );
}

function installedChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, '/usr/bin/chromium', chromium.executablePath()].find(isExecutable);
}

const isRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version');
const INSTALLERS: [string, ...string[]][] = [
  [process.execPath, join(import.meta.dirname, '../../node_modules/playwright/cli.js'), 'install', 'chromium'],
  ...(isRootOnDebian
    ? ([
        ['apt-get', 'update'],
        ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
      ] satisfies [string, ...string[]][])
    : []),
];

function installerEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path !== '';
  } catch {
    return false;
  }
}

function stringsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => !!entry[1]));
}
