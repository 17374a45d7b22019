// npm run demo: makes the checkout ready, then goes on with demo-main.ts under the right Node.
import { handOver } from './ensure-ready.mjs';

process.exitCode = await handOver('test/run/demo-main.ts', process.argv.slice(2));
