// npm run bench [-- name [flags]]: goes on with test/bench/<name>.ts, or with each in turn when no name is given.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { handOver, ROOT } from './ensure-ready.mjs';

/** What a run without a name measures, in the order in which data flows. */
const BENCHES = ['inbox', 'import', 'backfill', 'identity', 'identity-event', 'segments', 'value', 'quality', 'pages'];
const isBench = (name) => existsSync(join(ROOT, `test/bench/${name}.ts`));

const [first, ...rest] = process.argv.slice(2);
const isName = first !== undefined && !first.startsWith('-');
const names = isName ? [first] : BENCHES.filter(isBench);
const flags = isName ? rest : process.argv.slice(2);

if (names.length === 0 || !names.every(isBench)) {
  process.stderr.write(`Usage: npm run bench [-- <${BENCHES.filter(isBench).join(' | ')}> [flags]]\n`);
  process.exitCode = 1;
}
for (const name of process.exitCode ? [] : names) {
  const code = await handOver(`test/bench/${name}.ts`, flags);
  process.exitCode = process.exitCode || code;
}
