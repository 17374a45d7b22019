// npm test: everything. `npm test -- integration e2e` runs those stages only.
import { runStages, stageNames } from './stages.mjs';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !stageNames().includes(name));
if (unknown.length > 0) {
  process.stderr.write(`No stage ${unknown.join(', ')}; there are ${stageNames().join(', ')}.\n`);
  process.exitCode = 1;
} else {
  process.exitCode = await runStages(asked.length > 0 ? asked : stageNames());
}
