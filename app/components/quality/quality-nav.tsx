import { useLocation } from '@remix-run/react';
import { InlineStack, Link, Text } from '@shopify/polaris';

const PAGES = [
  ['/app/quality', 'Overview'],
  ['/app/quality/incidents', 'Incidents'],
  ['/app/quality/standards', 'Standards'],
  ['/app/quality/contracts', 'File contracts'],
  ['/app/quality/upkeep', 'Upkeep'],
  ['/app/quality/alerts', 'Alerts'],
] as const;

/** From one page of quality to the next. */
export function QualityNav() {
  const { pathname } = useLocation();
  return (
    <nav aria-label="Quality">
      <InlineStack gap="400">
        {PAGES.map(([url, name]) =>
          pathname === url ? (
            <span key={url} aria-current="page">
              <Text as="span" fontWeight="semibold">
                {name}
              </Text>
            </span>
          ) : (
            <Link key={url} url={url}>
              {name}
            </Link>
          ),
        )}
      </InlineStack>
    </nav>
  );
}
