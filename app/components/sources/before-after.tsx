import { Text } from '@shopify/polaris';

type Change = { key: string; before: string | null; after: string | null };

/** Values as they stand and as they would be. */
export function BeforeAfter({ changes, caption }: { changes: readonly Change[]; caption: string }) {
  return (
    <table style={{ width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed' }}>
      <caption style={{ textAlign: 'left', paddingBottom: '4px' }}>
        <Text as="span" tone="subdued" variant="bodySm">
          {caption}
        </Text>
      </caption>
      <thead>
        <tr>
          {['Before', 'After'].map((heading) => (
            <th key={heading} scope="col" style={{ textAlign: 'left', padding: '4px 8px 4px 0' }}>
              <Text as="span" tone="subdued" variant="bodySm">
                {heading}
              </Text>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.key} style={{ borderTop: '1px solid #ebebeb' }}>
            <Value text={change.before} />
            <Value text={change.after} isNew={change.before !== change.after} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ text, isNew = false }: { text: string | null; isNew?: boolean }) {
  return (
    <td style={{ padding: '4px 8px 4px 0', overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      <Text
        as="span"
        {...(text ? {} : { tone: 'subdued' as const })}
        {...(isNew ? { fontWeight: 'semibold' as const } : {})}
      >
        {text || 'empty'}
      </Text>
    </td>
  );
}
