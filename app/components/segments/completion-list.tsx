import { Box, InlineStack, Scrollable, Text } from '@shopify/polaris';
import type { Completion } from '#app/segments/complete-rule.ts';

type Props = {
  id: string;
  options: Completion['options'];
  active: number;
  onChoose: (index: number) => void;
};

/** What may come next; the keys work in the text, the mouse works here. */
export function CompletionList({ id, options, active, onChoose }: Props) {
  if (options.length === 0) {
    return <div id={id} role="listbox" aria-label="What may come next" tabIndex={-1} hidden />;
  }
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" shadow="200" background="bg-surface">
      <Scrollable style={{ maxHeight: '14rem' }}>
        <div id={id} role="listbox" aria-label="What may come next" tabIndex={-1}>
          {options.map((option, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the text field, which keeps the focus
            <div
              key={`${option.kind} ${option.label} ${option.text}`}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              // The field would lose its focus to the press before the click arrives.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(index)}
              style={{
                padding: '6px 12px',
                cursor: 'pointer',
                background: index === active ? 'var(--p-color-bg-surface-selected)' : undefined,
              }}
            >
              <InlineStack gap="200" align="space-between" wrap={false}>
                <Text as="span" fontWeight="medium">
                  {option.label}
                </Text>
                <Text as="span" tone="subdued" variant="bodySm" truncate>
                  {option.detail}
                </Text>
              </InlineStack>
            </div>
          ))}
        </div>
      </Scrollable>
    </Box>
  );
}
