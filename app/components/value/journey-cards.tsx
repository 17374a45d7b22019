import { BlockStack, Card, DataTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { count, type Formatting, money, percent, plural } from '#app/components/format.ts';

type Arrow = {
  from: string;
  to: string;
  people: number;
  times: number;
  share: number;
  medianDays: number;
  netMinor: number;
};

const STEPS: Readonly<Record<string, string>> = {
  first: 'First seen',
  online: 'Buys online',
  store: 'Buys in store',
  phone: 'Draft order',
  other: 'Buys elsewhere',
  ticket: 'Asks for help',
  call: 'Calls',
  email: 'Writes',
  visit: 'Visits a store',
  browse: 'Looks around online',
  review: 'Writes a review',
};

/** What a step is called. */
export function stepName(step: string): string {
  return STEPS[step] ?? step.replaceAll('_', ' ');
}

/** What follows on what; each line leads to its people. */
export function JourneyMap({ arrows, days, format }: { arrows: readonly Arrow[]; days: number; format: Formatting }) {
  const { smDown } = useBreakpoints();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What follows on what
        </Text>
        <Text as="p" tone="subdued">
          Learned from all orders, requests and reviews. Two things more than 180 days apart are two journeys. Share: of
          all that followed on the same step. Revenue: of the orders that came next.
        </Text>
        {smDown ? (
          <ArrowList arrows={arrows} days={days} format={format} />
        ) : (
          <ArrowTable arrows={arrows} days={days} format={format} />
        )}
      </BlockStack>
    </Card>
  );
}

type ArrowsProps = { arrows: readonly Arrow[]; days: number; format: Formatting };

function ArrowTable({ arrows, days, format }: ArrowsProps) {
  const most = mostTimes(arrows);
  return (
    <DataTable
      columnContentTypes={['text', 'text', 'numeric', 'numeric', 'numeric', 'numeric']}
      headings={['Step', 'How often', 'People', 'Share', 'Days between', 'Revenue']}
      rows={arrows.map((arrow) => [
        <ArrowLink key={`${arrow.from} ${arrow.to}`} arrow={arrow} days={days} />,
        <Bar key="bar" share={arrow.times / most} text={count(arrow.times)} />,
        count(arrow.people),
        percent(arrow.share),
        arrow.from === 'first' ? '–' : count(Math.round(arrow.medianDays)),
        money(arrow.netMinor, format),
      ])}
      increasedTableDensity
    />
  );
}

/** The same on a phone, where six columns leave no room for the step: a few lines each. */
function ArrowList({ arrows, days, format }: ArrowsProps) {
  const most = mostTimes(arrows);
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 16 }}>
      {arrows.map((arrow) => (
        <li key={`${arrow.from} ${arrow.to}`} style={{ display: 'grid', gap: 2 }}>
          <ArrowLink arrow={arrow} days={days} />
          <Bar share={arrow.times / most} text={plural(arrow.times, 'time')} />
          <Text as="p" variant="bodySm">
            {`${plural(arrow.people, 'person', 'people')}, ${percent(arrow.share)} of what follows, ${money(arrow.netMinor, format)}`}
          </Text>
          {arrow.from !== 'first' && (
            <Text as="p" tone="subdued" variant="bodySm">
              {`${plural(Math.round(arrow.medianDays), 'day')} between`}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

function ArrowLink({ arrow: { from, to }, days }: { arrow: Arrow; days: number }) {
  return (
    <Link url={`/app/journeys/people?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&days=${days}`}>
      {`${stepName(from)} → ${stepName(to)}`}
    </Link>
  );
}

function mostTimes(arrows: readonly Arrow[]): number {
  return Math.max(1, ...arrows.map((arrow) => arrow.times));
}

function Bar({ share, text }: { share: number; text: string }) {
  return (
    <span style={{ display: 'flex', alignItems: 'center', gap: 8, minWidth: 140 }}>
      <span
        aria-hidden="true"
        style={{
          width: `${Math.max(2, Math.round(share * 90))}px`,
          height: 10,
          borderRadius: 3,
          background: '#005bd3',
        }}
      />
      {text}
    </span>
  );
}

type StorePath = { store: string; people: number; share: number; medianDays: number; netMinor: number };

/** Who bought online first and then in each store. */
export function OnlineToStore({ stores, format }: { stores: readonly StorePath[]; format: Formatting }) {
  const { smDown } = useBreakpoints();
  if (stores.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          From the web into a store
        </Text>
        <Text as="p" tone="subdued">
          People who bought in the store within 90 days of an order or a look around online, known as the same person in
          both.
        </Text>
        {smDown ? (
          <StoreList stores={stores} format={format} />
        ) : (
          <DataTable
            columnContentTypes={['text', 'numeric', 'numeric', 'numeric', 'numeric']}
            headings={['Store', 'People', 'Of its known buyers', 'Days between', 'Revenue in store']}
            rows={stores.map((one) => [
              one.store,
              count(one.people),
              percent(one.share),
              one.people === 0 ? '–' : count(Math.round(one.medianDays)),
              money(one.netMinor, format),
            ])}
            increasedTableDensity
          />
        )}
      </BlockStack>
    </Card>
  );
}

function StoreList({ stores, format }: { stores: readonly StorePath[]; format: Formatting }) {
  return (
    <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 }}>
      {stores.map((one) => (
        <li key={one.store}>
          <Text as="p" fontWeight="semibold">
            {one.store}
          </Text>
          <Text as="p" variant="bodySm">
            {`${plural(one.people, 'person', 'people')}, ${percent(one.share)} of its known buyers, ${money(one.netMinor, format)}`}
          </Text>
          {one.people > 0 && (
            <Text as="p" tone="subdued" variant="bodySm">
              {`${plural(Math.round(one.medianDays), 'day')} between`}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
