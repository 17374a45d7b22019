import { Banner, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import type { Fix, Problem } from '#app/segments/problem.ts';

type Props = { text: string; problems: readonly Problem[]; onFix: (fix: Fix) => void };

const SHOWN = 5;

/** What is wrong, where it stands, and the mending one press away. */
export function ProblemList({ text, problems, onFix }: Props) {
  if (problems.length === 0) {
    return null;
  }
  const more = problems.length - SHOWN;
  return (
    <Banner tone="warning">
      <BlockStack gap="200">
        {problems.slice(0, SHOWN).map((problem) => (
          <BlockStack gap="100" key={`${problem.code} ${problem.path} ${problem.span?.from ?? ''}`}>
            <Text as="p">
              {problem.message}
              {problem.span ? ` (${placeOf(text, problem.span.from)})` : ''}
            </Text>
            {problem.fixes.length > 0 && (
              <InlineStack gap="200">
                {problem.fixes.map((fix) => (
                  <Button key={`${fix.label} ${fix.from}`} size="slim" onClick={() => onFix(fix)}>
                    {fix.label}
                  </Button>
                ))}
              </InlineStack>
            )}
          </BlockStack>
        ))}
        {more > 0 && <Text as="p">{`And ${more} more.`}</Text>}
      </BlockStack>
    </Banner>
  );
}

/** `character 14`, or `line 2, character 5` where there are several lines. */
function placeOf(text: string, at: number): string {
  const lines = text.slice(0, at).split('\n');
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return text.includes('\n') ? `line ${lines.length}, character ${column}` : `character ${column}`;
}
