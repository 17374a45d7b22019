/**
 * Writes the demo retailer to a directory:
 * `node test/demo/main.ts --people 1000 --seed 7 --out DIR [--now 2026-11-01T00:00:00Z] [--years 3]`
 */
import { parseArgs } from 'node:util';
import { generateRetailer } from './generate-retailer.ts';
import { writeRetailer } from './write-retailer.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '7' },
    out: { type: 'string' },
    now: { type: 'string' },
    years: { type: 'string', default: '3' },
  },
});
if (!values.out) throw new Error('Say where to write: --out DIR');
const startedAt = performance.now();
const retailer = generateRetailer({
  people: Number(values.people),
  seed: Number(values.seed),
  // Midnight of today, so that two runs on one day give the same bytes.
  now: new Date(values.now ?? new Date().toISOString().slice(0, 10)),
  years: Number(values.years),
});
const written = await writeRetailer(retailer, values.out);
const seconds = Math.round((performance.now() - startedAt) / 10) / 100;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const cpuSeconds = Math.round((userCPUTime + systemCPUTime) / 10_000) / 100;
const peakMemoryMiB = Math.round(maxRSS / 1024);
process.stdout.write(
  `${JSON.stringify({ ...written, now: retailer.options.now.toISOString(), seconds, cpuSeconds, peakMemoryMiB })}\n`,
);
