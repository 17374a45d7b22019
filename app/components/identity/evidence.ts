/** One field's evidence, as the pages read it. Bits: log2 of odds. */
export type Evidence = { field: string; level: string; bits: number; valueClass: string };

/** Why two records are, or are not, one person. */
export type Reason = {
  a: number;
  b: number;
  bits: number;
  prior: number;
  household: number;
  sentence: string;
  fields: Evidence[];
};

const NAMES: Readonly<Record<string, string>> = {
  given: 'First name',
  family: 'Family name',
  birth: 'Birthday',
  email: 'E-mail',
  phone: 'Phone',
  address: 'Address',
  company: 'Company',
  organisation: 'Organisation',
};

/** A field of the comparison as people call it. */
export function fieldName(field: string): string {
  const plain = field.replace(/^(id|attribute):/, '').replaceAll('_', ' ');
  return NAMES[field] ?? `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
}

/** One step of the way from what is likely at random to the verdict. */
export type WaterfallStep = {
  label: string;
  /** How it compares, for the table. */
  note: string;
  bits: number;
  from: number;
  to: number;
  kind: 'start' | 'for' | 'against' | 'total';
};

/** Below this a correction is rounding. */
const NOTICEABLE = 0.15;

/**
 * The steps from two records taken at random to the verdict: start, each field (strongest support first), what is taken off because
 * fields of one kind are not independent or because one household is likely, and where it ends. Steps meet: each begins where the last
 * one ended.
 */
export function waterfall(reason: Reason): WaterfallStep[] {
  const fields = [...reason.fields].sort((x, y) => y.bits - x.bits);
  const summed = reason.prior + reason.household + fields.reduce((sum, { bits }) => sum + bits, 0);
  const corrections = [
    {
      label: 'Counted once',
      note: 'what goes together anyway; one source rarely has a person twice',
      bits: reason.bits - summed,
    },
    { label: 'Or one household', note: 'two people of one home would agree too', bits: reason.household },
  ].filter(({ bits }) => Math.abs(bits) >= NOTICEABLE);
  const steps: WaterfallStep[] = [
    { label: 'At random', note: 'any two records', bits: reason.prior, from: 0, to: reason.prior, kind: 'start' },
  ];
  const parts = fields.map(({ field, level, bits, valueClass }) => ({
    label: fieldName(field),
    note: valueClass === 'normal' ? level : `${level}, used by several people`,
    bits,
  }));
  let at = reason.prior;
  for (const part of [...parts, ...corrections]) {
    steps.push({ ...part, from: at, to: at + part.bits, kind: part.bits >= 0 ? 'for' : 'against' });
    at += part.bits;
  }
  steps.push({
    label: 'Verdict',
    note: oddsOf(reason.bits),
    bits: reason.bits,
    from: 0,
    to: reason.bits,
    kind: 'total',
  });
  return steps;
}

/** Bits as odds that people can picture. */
export function oddsOf(bits: number): string {
  if (bits >= 13) {
    return 'wrong less than once in 8,000';
  }
  const odds = Math.max(1, Math.round(2 ** Math.abs(bits))).toLocaleString('en');
  return bits >= 0 ? `${odds} to 1 for one person` : `${odds} to 1 for two people`;
}

/** Bits with their sign. */
export function signed(bits: number): string {
  return `${bits > 0 ? '+' : bits < 0 ? '−' : ''}${Math.abs(bits).toFixed(1)}`;
}
