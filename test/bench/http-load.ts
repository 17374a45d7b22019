import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export type LoadResult = { seconds: number; rate: number; p50Ms: number; p99Ms: number };

/** Sends `total` requests over `connections` kept-alive connections, each as soon as the one before is answered. */
export async function load(
  port: number,
  options: {
    total: number;
    connections: number;
    make: (index: number) => { path: string; headers: Record<string, string>; body: Buffer };
  },
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const times = new Float64Array(options.total);
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: options.connections }, async () => {
      for (let index = next++; index < options.total; index = next++) {
        const before = performance.now();
        await send(agent, port, options.make(index));
        times[index] = performance.now() - before;
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort();
  const at = (share: number) => Math.round((times[Math.floor(options.total * share)] ?? 0) * 100) / 100;
  return { seconds, rate: options.total / seconds, p50Ms: at(0.5), p99Ms: at(0.99) };
}

function send(
  agent: Agent,
  port: number,
  { path, headers, body }: { path: string; headers: Record<string, string>; body: Buffer },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`answered ${answer.statusCode}`)),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
