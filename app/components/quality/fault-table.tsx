import { useNavigate, useSearchParams } from '@remix-run/react';
import { BlockStack, EmptySearchResult, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { day, type Formatting, money } from '#app/components/format.ts';
import type { CheckView } from './quality-words.ts';

export type FaultLine = {
  id: number;
  title: string;
  externalId: string;
  source: string;
  found: string | null;
  profileId: string | null;
  day: string | null;
  netMinor: number | null;
  currency: string | null;
  store: string | null;
  staff: string | null;
};

type Props = {
  faults: readonly FaultLine[];
  subject: CheckView['subject'];
  page: number;
  hasNext: boolean;
  format: Formatting;
};

const NOUNS = {
  customer: { singular: 'record', plural: 'records' },
  order: { singular: 'order', plural: 'orders' },
  refund: { singular: 'refund', plural: 'refunds' },
  source: { singular: 'source', plural: 'sources' },
  profile: { singular: 'profile', plural: 'profiles' },
} as const;

const TITLES = { customer: 'Name', order: 'Order', refund: 'Refund', source: 'Source', profile: 'Name' } as const;

/** A page of the rows behind a score, each with a way to its person. */
export function FaultTable({ faults, subject, page, hasNext, format }: Props) {
  const { smDown } = useBreakpoints();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const goTo = (next: number) => {
    const query = new URLSearchParams(params);
    query.set('page', String(next));
    navigate(`?${query}`);
  };
  const isOrder = subject === 'order' || subject === 'refund';
  return (
    <IndexTable
      resourceName={NOUNS[subject]}
      itemCount={faults.length}
      selectable={false}
      condensed={smDown}
      emptyState={
        <EmptySearchResult title="Nothing to repair" description="No row fails this check." withIllustration />
      }
      headings={[
        { title: TITLES[subject] },
        { title: 'Source' },
        { title: 'What stands there' },
        ...(isOrder ? ([{ title: 'Day' }, { title: 'Amount', alignment: 'end' }] as const) : []),
      ]}
      pagination={{
        hasNext,
        hasPrevious: page > 1,
        onNext: () => goTo(page + 1),
        onPrevious: () => goTo(page - 1),
        label: `Page ${page}`,
      }}
    >
      {faults.map((fault, index) => (
        <IndexTable.Row id={String(fault.id)} key={fault.id} position={index}>
          {smDown ? <PhoneCells fault={fault} /> : <Cells fault={fault} isOrder={isOrder} format={format} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function Cells({ fault, isOrder, format }: { fault: FaultLine; isOrder: boolean; format: Formatting }) {
  return (
    <>
      <IndexTable.Cell>
        <TitleCell fault={fault} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack>
          <span>{fault.source}</span>
          {enteredBy(fault) && (
            <Text as="span" tone="subdued" variant="bodySm">
              {enteredBy(fault)}
            </Text>
          )}
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" breakWord>
          {fault.found ?? '–'}
        </Text>
      </IndexTable.Cell>
      {isOrder && (
        <>
          <IndexTable.Cell>{fault.day ? day(fault.day) : '–'}</IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {money(fault.netMinor ?? 0, format, fault.currency ?? format.currency)}
            </Text>
          </IndexTable.Cell>
        </>
      )}
    </>
  );
}

function PhoneCells({ fault }: { fault: FaultLine }) {
  return (
    <div style={{ padding: '12px 16px', width: '100%', overflowWrap: 'anywhere' }}>
      <BlockStack gap="100">
        <TitleCell fault={fault} />
        <Text as="span" tone="subdued" variant="bodySm">
          {[fault.source, enteredBy(fault), fault.found, fault.day && day(fault.day)].filter(Boolean).join(' · ')}
        </Text>
      </BlockStack>
    </div>
  );
}

/** The store and the member of staff who entered it. */
function enteredBy({ store, staff }: FaultLine): string {
  return [store, staff].filter(Boolean).join(', ');
}

function TitleCell({ fault }: { fault: FaultLine }) {
  const title = fault.title || 'No name';
  return (
    <BlockStack>
      {fault.profileId ? (
        <Link url={`/app/profiles/${fault.profileId}`} monochrome removeUnderline>
          <Text as="span" fontWeight="semibold">
            {title}
          </Text>
        </Link>
      ) : (
        <Text as="span" fontWeight="semibold">
          {title}
        </Text>
      )}
      {fault.externalId !== title && (
        <Text as="span" tone="subdued" variant="bodySm">
          {`No. ${fault.externalId}`}
        </Text>
      )}
    </BlockStack>
  );
}
