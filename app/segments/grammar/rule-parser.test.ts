import { readFile } from 'node:fs/promises';
import peggy from 'peggy';
import { expect, it } from 'vitest';

it('is what the grammar says, freshly generated', async () => {
  const grammar = await readFile(new URL('./rule.peggy', import.meta.url), 'utf8');
  const source = peggy.generate(grammar, { output: 'source', format: 'es' });
  const header = '// @ts-nocheck\n// Generated from rule.peggy; never edited by hand.\n';
  await expect(`${header}${source}`).toMatchFileSnapshot('./rule-parser.generated.ts');
});
