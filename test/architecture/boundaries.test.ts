import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/**
 * A rule that never fires guards nothing. Here each boundary is crossed once, on purpose, in a copy of the layout, and
 * the checker must report exactly those crossings.
 */
const ROOT = new URL('../..', import.meta.url).pathname;

/** [rule, file that breaks it, what that file says] */
const CROSSINGS: [rule: string, file: string, source: string][] = [
  ['no-cycles', 'app/records/egg.ts', "import { hen } from './hen.ts';\nexport const egg = () => hen;"],
  ['imports-resolve', 'app/records/lost.ts', "import { gone } from './gone.ts';\nexport const lost = gone;"],
  ...[
    'records',
    'normalise',
    'sources',
    'inbox',
    'identity',
    'profiles',
    'metrics',
    'segments',
    'analytics',
    'quality',
  ].map((stage): [string, string, string] => [
    `${stage}-never-looks-downstream`,
    `app/${stage}/peek.ts`,
    "import { push } from '#app/activation/push.ts';\nexport const peek = push;",
  ]),
  [
    'ground-knows-no-stage',
    'app/governance/peek.ts',
    "import { peek } from '#app/identity/peek.ts';\nexport const p = peek;",
  ],
  [
    'platform-knows-no-product',
    'app/platform/peek.ts',
    "import { roles } from '#app/governance/roles.ts';\nexport const p = roles;",
  ],
  [
    'domain-knows-no-edge',
    'app/metrics/page.ts',
    "import { flow } from '#app/pipeline/flow.ts';\nexport const p = flow;",
  ],
  [
    'domain-knows-no-edge',
    'app/quality/page.ts',
    "import { card } from '#app/components/card.tsx';\nexport const p = card;",
  ],
  [
    'pipeline-knows-no-edge',
    'app/pipeline/edge.ts',
    "import { tick } from '#app/worker/tick.ts';\nexport const p = tick;",
  ],
  [
    'pipeline-knows-no-edge',
    'app/pipeline/shop.server.ts',
    "import { s } from '#app/shopify.server.ts';\nexport const p = s;",
  ],
  [
    'domain-knows-no-framework',
    'app/segments/view.ts',
    "import { useState } from 'react';\nexport const p = useState;",
  ],
  [
    'effects-only-in-server-files',
    'app/profiles/impure.ts',
    "import { db } from '#app/platform/db.server.ts';\nexport const p = db;",
  ],
  [
    'pure-files-run-in-a-browser',
    'app/metrics/disk.ts',
    "import { readFileSync } from 'node:fs';\nexport const p = readFileSync;",
  ],
  ['pure-files-know-no-driver', 'app/sources/driver.ts', "import pg from 'pg';\nexport const p = pg;"],
  [
    'subfolders-are-private',
    'app/pipeline/reach.ts',
    "import { deep } from '#app/identity/sql/deep.ts';\nexport const p = deep;",
  ],
  [
    'subfolders-are-private',
    'app/root.tsx',
    "import { deep } from '#app/identity/sql/deep.ts';\nexport const p = deep;",
  ],
  [
    'routes-hold-no-data-access',
    'app/routes/home/route.tsx',
    "import { db } from '#app/platform/db.server.ts';\nexport const p = db;",
  ],
  [
    'components-are-browser-safe',
    'app/components/indirect.tsx',
    "import { card } from './wrapper.tsx';\nexport const p = card;",
  ],
  [
    'components-are-browser-safe',
    'app/components/wrapper.tsx',
    "import { d } from '#app/activation/run.server.ts';\nexport const card = d;",
  ],
  [
    'components-know-no-route',
    'app/components/routed.tsx',
    "import { p } from '#app/routes/pure/route.tsx';\nexport const r = p;",
  ],
  ['processes-keep-apart', 'app/web/both.ts', "import { tick } from '#app/worker/tick.ts';\nexport const p = tick;"],
  [
    'production-never-imports-test',
    'app/activation/demo.ts',
    "import { sham } from '#test/support/sham.ts';\nexport const p = sham;",
  ],
  [
    'production-needs-no-dev-dependency',
    'app/activation/dev.ts',
    "import { parse } from 'graphql';\nexport const p = parse;",
  ],
  [
    'extensions-talk-over-http',
    'extensions/flow/index.ts',
    "import { push } from '#app/activation/push.ts';\nexport const p = push;",
  ],
  [
    'stand-in-knows-no-app',
    'test/shopify/peek.ts',
    "import { push } from '#app/activation/push.ts';\nexport const p = push;",
  ],
];

/** What the crossings point at, and imports that look alike and are right. */
const INNOCENT: Record<string, string> = {
  'app/activation/push.ts': 'export const push = 1;',
  'app/activation/run.server.ts': "import { db } from '#app/platform/db.server.ts';\nexport const d = db;",
  'app/activation/typed.ts': "import type { Db } from '#app/platform/db.server.ts';\nexport type Typed = Db;",
  'app/activation/typed.test.ts':
    "import { d } from './run.server.ts';\nimport { readFileSync } from 'node:fs';\nvoid [d, readFileSync];",
  'app/components/card.tsx': "import { useState } from 'react';\nexport const card = useState;",
  'app/governance/roles.ts': 'export const roles = 1;',
  'app/identity/sql/deep.ts': 'export const deep = 1;',
  'app/pipeline/flow.ts': "import { mapping } from '#app/sources/square/mapping.ts';\nexport const flow = mapping;",
  'app/platform/db.server.ts': "import pg from 'pg';\nexport const db = pg;\nexport type Db = typeof pg;",
  'app/platform/start-main.ts': "import { db } from './db.server.ts';\nvoid db;",
  // A cycle is reported once, at its first file by name.
  'app/records/hen.ts': "import { egg } from './egg.ts';\nexport const hen = () => egg;",
  'app/routes/pure/route.tsx':
    "import { card } from '#app/components/card.tsx';\nimport { d } from '#app/activation/run.server.ts';\nexport const p = [card, d];",
  'app/shopify.server.ts': "import { d } from '#app/activation/run.server.ts';\nexport const s = d;",
  'app/sources/square/mapping.ts': 'export const mapping = 1;',
  'app/web/develop.server.ts': "export const develop = () => import('graphql');",
  'app/worker/tick.ts': "import { flow } from '#app/pipeline/flow.ts';\nexport const tick = flow;",
  'test/support/sham.ts': "import { push } from '#app/activation/push.ts';\nexport const sham = push;",
};

type Report = { summary: { violations: { from: string; rule: { name: string } }[] } };

describe('the boundaries between folders', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  let found: string[] = [];

  beforeAll(async () => {
    plant(folder);
    found = await crossings(folder);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(CROSSINGS)('%s: %s', (rule, file) => {
    expect(found).toContain(`${rule}: ${file}`);
  });

  it('leaves alone what is right', () => {
    const guilty = new Set(CROSSINGS.map(([, file]) => file));
    expect(found.filter((line) => !guilty.has(line.slice(line.indexOf(': ') + 2)))).toEqual([]);
  });

  it('has a crossing for every rule', () => {
    const { forbidden } = createRequire(import.meta.url)('./boundaries.cjs') as { forbidden: { name: string }[] };
    const proven = new Set(CROSSINGS.map(([rule]) => rule));
    expect(forbidden.map((rule) => rule.name).filter((name) => !proven.has(name))).toEqual([]);
  });
});

function plant(folder: string): void {
  const files = { ...INNOCENT, ...Object.fromEntries(CROSSINGS.map(([, file, source]) => [file, source])) };
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${source}\n`);
  }
  for (const shared of ['node_modules', 'package.json', 'tsconfig.json']) {
    symlinkSync(join(ROOT, shared), join(folder, shared));
  }
}

function crossings(folder: string): Promise<string[]> {
  const cli = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = join(ROOT, 'test/architecture/boundaries.cjs');
  const flags = ['--config', config, '--output-type', 'json', 'app', 'test', 'extensions'];
  return new Promise((done, failed) => {
    execFile(process.execPath, [cli, ...flags], { cwd: folder, maxBuffer: 1 << 28 }, (_, stdout, stderr) => {
      try {
        const report = JSON.parse(stdout) as Report;
        done([...new Set(report.summary.violations.map((v) => `${v.rule.name}: ${v.from}`))].sort());
      } catch (cause) {
        failed(new Error(`dependency-cruiser gave no report: ${stderr}`, { cause }));
      }
    });
  });
}
