// npm run check: format, lint, types, boundaries, dead code and unit tests.
import { runStages } from './stages.mjs';

process.exitCode = await runStages(['check']);
