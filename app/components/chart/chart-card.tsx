import { BlockStack, Button, Card, InlineError, InlineStack, Text } from '@shopify/polaris';
import { type ReactNode, useId, useRef, useState } from 'react';
import { savePicture } from './save-picture.ts';

type Props = {
  title: string;
  /** One sentence that says what the chart shows, for those who do not see it and for those in a hurry. */
  summary: string;
  chart: ReactNode;
  /** The same figures as a table. */
  table: ReactNode;
  action?: ReactNode;
};

/** A chart with its sentence, its table one press away and its picture to keep. */
export function ChartCard({ title, summary, chart, table, action }: Props) {
  const [asTable, setAsTable] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const bodyId = useId();
  const frame = useRef<HTMLDivElement>(null);
  const save = (kind: 'svg' | 'png') => {
    setHasFailed(false);
    if (frame.current) savePicture(frame.current, title, kind).catch(() => setHasFailed(true));
  };
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <InlineStack gap="200">
            {action}
            {!asTable &&
              (['svg', 'png'] as const).map((kind) => (
                <Button
                  key={kind}
                  variant="plain"
                  accessibilityLabel={`Save ${title} as a picture, ${kind.toUpperCase()}`}
                  onClick={() => save(kind)}
                >
                  {kind.toUpperCase()}
                </Button>
              ))}
            <Button variant="plain" ariaControls={bodyId} onClick={() => setAsTable(!asTable)}>
              {asTable ? 'Show chart' : 'Show table'}
            </Button>
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {summary}
        </Text>
        {hasFailed && <InlineError message="The picture could not be made. Try again." fieldID={bodyId} />}
        <div id={bodyId} ref={frame} style={{ minHeight: '14rem', overflowX: 'auto' }}>
          {asTable ? table : chart}
        </div>
      </BlockStack>
    </Card>
  );
}
