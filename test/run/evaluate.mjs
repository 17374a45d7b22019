// npm run evaluate -- <what> …: goes on with test/evaluate/<what>.ts, whose standard output is the only one.
import { handOver } from './ensure-ready.mjs';

const EVALUATIONS = ['identity', 'ltv', 'recommendations', 'mapping', 'quality'];
const [what, ...flags] = process.argv.slice(2);

if (EVALUATIONS.includes(what)) {
  process.exitCode = await handOver(`test/evaluate/${what}.ts`, flags);
} else {
  process.stderr.write(`Usage: npm run evaluate -- <${EVALUATIONS.join(' | ')}> [flags]\n`);
  process.exitCode = 1;
}
