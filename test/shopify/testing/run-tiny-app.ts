import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StandIn } from '../start.ts';

const PRELOAD = fileURLToPath(new URL('../preload.mjs', import.meta.url));

/** Runs a program with the preload, pointed at the stand-in. */
export function spawnWithPreload(standIn: StandIn, file: string, env: Record<string, string> = {}): ChildProcess {
  const program = fileURLToPath(new URL(file, import.meta.url));
  return spawn(process.execPath, ['--import', PRELOAD, program], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      NODE_OPTIONS: '',
      SHOPIFY_API_KEY: standIn.apiKey,
      SHOPIFY_API_SECRET: standIn.apiSecret,
      SHOPIFY_APP_URL: standIn.tunnelUrl,
      SHOPIFY_STANDIN_URL: standIn.apiUrl,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The first line of JSON a program writes (libraries log beside it), or why there was none. */
export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    let errors = '';
    child.stderr?.on('data', (chunk) => {
      errors += String(chunk);
    });
    child.stdout?.on('data', (chunk) => {
      output += String(chunk);
      const line = output.split('\n').find((text) => /^(\{.*\}|\[\d.*\])$/.test(text));
      if (line) resolve(line);
    });
    child.once('exit', (code) => reject(new Error(`Ended with ${code} before it said anything. ${errors}`)));
  });
}
