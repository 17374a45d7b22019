import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, InlineStack, List } from '@shopify/polaris';

type Check = {
  verdict: 'fine' | 'warned' | 'held' | 'blocked' | 'released';
  findings: readonly { grave: boolean; sentence: string }[];
  compared: number;
};

const TITLES = {
  fine: 'This file looks like the ones before it',
  warned: 'This file is not like the ones before it',
  held: 'This file is not as agreed and will be held back',
  blocked: 'This file is not as agreed and cannot be imported',
  released: 'This file is not as agreed; it was let through',
} as const;

const TONES = { fine: 'info', warned: 'warning', held: 'warning', blocked: 'critical', released: 'warning' } as const;

/** A file against its contract and the last files of its source, before it is imported. Nothing where all is as usual. */
export function FileCheckBanner({ check }: { check: Check }) {
  const fetcher = useFetcher();
  if (check.findings.length === 0) {
    return null;
  }
  return (
    <Banner tone={TONES[check.verdict]} title={TITLES[check.verdict]}>
      <BlockStack gap="300">
        <List>
          {check.findings.map(({ sentence }) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
        {check.verdict === 'held' && (
          <InlineStack>
            <Button
              loading={fetcher.state !== 'idle'}
              onClick={() => fetcher.submit({ intent: 'release' }, { method: 'post' })}
            >
              Let it through all the same
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Banner>
  );
}
