/**
 * npm run bench -- identity [--size 1000000] [--threads 2]: a shop's records resolved as a whole by the product's own function, at a tenth of the
 * size and at the size. Training, candidates, scoring and clusters; making and reading the records is told apart. `cpuSeconds` is what
 * a busy machine does not change, over all threads. Baseline: one exact key (e-mail, else phone) by a map of texts.
 */
import { parseArgs } from 'node:util';
import { toComparable } from '#app/identity/comparable.ts';
import { withLabour } from '#app/identity/labour-threads.server.ts';
import type { RecordSet } from '#app/identity/record-set.ts';
import { RecordSetBuilder } from '#app/identity/record-set-builder.ts';
import { resolveSet } from '#app/identity/resolve-records.ts';
import { markPartition } from '#test/evaluate/pair-quality.ts';
import { makePopulation, type Population } from './identity-population.ts';

const { values: flags } = parseArgs({
  options: { size: { type: 'string', default: '1000000' }, threads: { type: 'string' } },
});
const threads = flags.threads === undefined ? undefined : Number(flags.threads);
const size = Number(flags.size);
const smaller = await measure(Math.round(size / 10));
const whole = await measure(size);
process.stdout.write(`${JSON.stringify({ bench: 'identity-growth', size, ...growth() })}\n`);

type Cost = { seconds: number; cpuSeconds: number };
type Measured = { steps: Record<string, Cost>; total: Cost };

async function measure(records: number): Promise<Measured> {
  const population = makePopulation(records, 20_240_607);
  const read = stopwatch();
  const set = readSet(population);
  const reading = read();
  const lap = stopwatch();
  const steps: Record<string, Cost> = {};
  const done = (step: string) => {
    steps[step] = lap();
  };
  const { clusterOf, candidates, model } = await withLabour(
    records,
    (labour) => resolveSet(set, [], { labour, done }),
    threads,
  );
  const total = sum(Object.values(steps));
  const baseline = measureBaseline(population);
  process.stdout.write(
    `${JSON.stringify({
      bench: 'identity',
      size: records,
      ...total,
      rate: Math.round(records / total.seconds),
      baseline: baseline.seconds,
      ratio: Number((total.seconds / baseline.seconds).toFixed(2)),
      peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      reading,
      steps,
      candidates,
      quality: markPartition(clusterOf, population.people),
      modelVersion: model.version,
    })}\n`,
  );
  return { steps, total };
}

function readSet(population: Population): RecordSet {
  const builder = new RecordSetBuilder(population.size);
  for (let at = 0; at < population.size; at += 1) builder.add(toComparable(population.record(at)));
  return builder.build();
}

/** Groups by one exact key, reading included, as the simplest rule would. */
function measureBaseline(population: Population): Cost {
  const lap = stopwatch();
  const groups = new Map<string, number>();
  for (let at = 0; at < population.size; at += 1) {
    const { emails, phones } = population.record(at);
    const key = emails?.[0]?.toLowerCase() ?? phones?.[0];
    if (key !== undefined) groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  return lap();
}

function growth(): Record<string, number> {
  const times = Object.entries(whole.steps).map(([step, cost]): [string, number] => [
    step,
    Number((cost.cpuSeconds / Math.max(0.001, smaller.steps[step]?.cpuSeconds ?? 0)).toFixed(1)),
  ]);
  return {
    ...Object.fromEntries(times),
    total: Number((whole.total.cpuSeconds / smaller.total.cpuSeconds).toFixed(1)),
  };
}

/** Each call tells what has passed since the one before. */
function stopwatch(): () => Cost {
  let at = performance.now();
  let cpu = process.cpuUsage();
  return () => {
    const [now, used] = [performance.now(), process.cpuUsage(cpu)];
    const cost = { seconds: rounded((now - at) / 1000), cpuSeconds: rounded((used.user + used.system) / 1e6) };
    at = now;
    cpu = process.cpuUsage();
    return cost;
  };
}

function sum(costs: readonly Cost[]): Cost {
  return {
    seconds: rounded(costs.reduce((total, { seconds }) => total + seconds, 0)),
    cpuSeconds: rounded(costs.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0)),
  };
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(3));
}
