import { Button, InlineStack, Text } from '@shopify/polaris';
import { count } from '#app/components/format.ts';

type Props = {
  /** Questions that must be answered first. */
  openQuestions: number;
  /** Whether source and mapping are whole, and nothing is going on. */
  isReady: boolean;
  isSending: boolean;
  /** Whether the last check holds for what is chosen now; null = never checked. */
  checked: boolean | null;
  dataRows: number;
  onSubmit: (intent: 'import' | 'check') => void;
};

/** Checks the whole file, or imports it; what is the natural next step stands out. */
export function MappingActions({ openQuestions, isReady, isSending, checked, dataRows, onSubmit }: Props) {
  return (
    <InlineStack align="end" gap="300" blockAlign="center">
      {openQuestions > 0 && (
        <Text as="span" tone="critical">
          {openQuestions === 1 ? 'One question is open.' : `${openQuestions} questions are open.`}
        </Text>
      )}
      <Button
        variant={checked ? 'secondary' : 'primary'}
        onClick={() => onSubmit('check')}
        loading={isSending}
        disabled={!isReady}
      >
        {checked === null ? 'Check the whole file' : 'Check again'}
      </Button>
      <Button
        variant={checked ? 'primary' : 'secondary'}
        onClick={() => onSubmit('import')}
        loading={isSending}
        disabled={!isReady}
      >
        {`Import ${count(dataRows)} rows`}
      </Button>
    </InlineStack>
  );
}
