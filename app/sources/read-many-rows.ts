import type { Change, Chosen } from './correct-cells.ts';

/** Which refused rows a form names, and what becomes of them: `rows` (numbers with commas) or `code` and `alikeIn`; `how` with its fields. */
export function readManyRows(form: FormData): { chosen: Chosen; change: Change } {
  const text = (name: string) => String(form.get(name) ?? '');
  const rows = text('rows').split(',').filter(Boolean).map(Number).filter(Number.isSafeInteger);
  const code = text('code');
  return {
    chosen: code === '' ? { rows } : { alike: { code, column: text('alikeIn') } },
    change: readChange(text),
  };
}

function readChange(text: (name: string) => string): Change {
  const column = text('column');
  switch (text('how')) {
    case 'set':
      return { how: 'set', column, value: text('value') };
    case 'replace':
      return { how: 'replace', column, from: text('from'), to: text('to') };
    default:
      return { how: 'retry' };
  }
}
