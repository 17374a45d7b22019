import { Text } from '@shopify/polaris';

export type Evidence = { field: string; level: string; bits: number; valueClass: string };

const NAMES: Readonly<Record<string, string>> = {
  given: 'First name',
  family: 'Family name',
  birth: 'Birthday',
  email: 'E-mail',
  phone: 'Phone',
  address: 'Address',
  company: 'Company',
};
const FULL_BITS = 20;

/** Evidence for and against, field by field: to the right for one person, to the left against; the figure is in bits. */
export function EvidenceBars({ fields }: { fields: readonly Evidence[] }) {
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {fields.map((one) => (
        <li
          key={one.field}
          style={{
            display: 'grid',
            gridTemplateColumns: '8rem 1fr 4rem',
            alignItems: 'center',
            gap: 8,
            padding: '2px 0',
          }}
        >
          <Text as="span" variant="bodySm">
            {NAMES[one.field] ?? one.field.replace(/^(id|attribute):/, '').replaceAll('_', ' ')}
          </Text>
          <span aria-hidden="true" style={{ position: 'relative', height: 10, background: '#f1f1f1', borderRadius: 5 }}>
            <span style={{ position: 'absolute', height: 10, borderRadius: 5, ...place(one.bits) }} />
          </span>
          <Text as="span" variant="bodySm" alignment="end" numeric>
            {`${one.bits > 0 ? '+' : ''}${one.bits.toFixed(1)}`}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function place(bits: number): { left: string; width: string; background: string } {
  const share = (Math.min(FULL_BITS, Math.abs(bits)) / FULL_BITS) * 50;
  return bits >= 0
    ? { left: '50%', width: `${share}%`, background: '#007a5c' }
    : { left: `${50 - share}%`, width: `${share}%`, background: '#c4320a' };
}
