import { useNavigate, useSearchParams } from '@remix-run/react';
import { Badge, BlockStack, EmptySearchResult, IndexTable, Text, useBreakpoints } from '@shopify/polaris';
import { count, dayOf, type Formatting, money } from '#app/components/format.ts';
import { ChannelBadges } from './channel-badges.tsx';

export type ProfileTableLine = {
  id: number;
  publicId: string;
  name: string;
  email: string | null;
  phone: string | null;
  city: string | null;
  country: string | null;
  recordsCount: number;
  sources: string[];
  ordersCount: number;
  netMinor: number;
  channels: string[];
  lastOrderAt: Date | null;
};

type Props = {
  lines: readonly ProfileTableLine[];
  hasNext: boolean;
  page: number;
  format: Formatting;
  emptyTitle: string;
};

/** A page of profiles. */
export function ProfileTable({ lines, hasNext, page, format, emptyTitle }: Props) {
  const { smDown } = useBreakpoints();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const goTo = (next: number) => {
    const query = new URLSearchParams(params);
    query.set('page', String(next));
    navigate(`?${query}`);
  };
  return (
    <IndexTable
      resourceName={{ singular: 'profile', plural: 'profiles' }}
      itemCount={lines.length}
      selectable={false}
      condensed={smDown}
      emptyState={
        <EmptySearchResult title={emptyTitle} description="Try another word or take a filter away." withIllustration />
      }
      headings={[
        { title: 'Name' },
        { title: 'Place' },
        { title: 'Buys' },
        { title: 'Orders', alignment: 'end' },
        { title: 'Value', alignment: 'end' },
        { title: 'Last order' },
        { title: 'Sources' },
      ]}
      pagination={{
        hasNext,
        hasPrevious: page > 1,
        onNext: () => goTo(page + 1),
        onPrevious: () => goTo(page - 1),
        label: `Page ${page}`,
      }}
    >
      {lines.map((line, index) =>
        smDown ? (
          <PhoneRow key={line.id} line={line} index={index} format={format} />
        ) : (
          <Row key={line.id} line={line} index={index} format={format} />
        ),
      )}
    </IndexTable>
  );
}

type RowProps = { line: ProfileTableLine; index: number; format: Formatting };

function Row({ line, index, format }: RowProps) {
  return (
    <IndexTable.Row id={String(line.id)} position={index}>
      <IndexTable.Cell>
        <NameCell line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>{[line.city, line.country].filter(Boolean).join(', ')}</IndexTable.Cell>
      <IndexTable.Cell>
        <ChannelBadges channels={line.channels} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {count(line.ordersCount)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {money(line.netMinor, format)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{line.lastOrderAt ? dayOf(line.lastOrderAt, format) : '–'}</IndexTable.Cell>
      <IndexTable.Cell>
        {line.sources.join(', ')}
        {line.recordsCount > 1 && (
          <>
            {' '}
            <Badge>{`${line.recordsCount} records`}</Badge>
          </>
        )}
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function PhoneRow({ line, index, format }: RowProps) {
  return (
    <IndexTable.Row id={String(line.id)} position={index}>
      <div style={{ padding: '12px 16px', width: '100%' }}>
        <BlockStack gap="100">
          <NameCell line={line} />
          <Text as="span" tone="subdued" variant="bodySm">
            {`${count(line.ordersCount)} orders · ${money(line.netMinor, format)}`}
          </Text>
          <ChannelBadges channels={line.channels} />
        </BlockStack>
      </div>
    </IndexTable.Row>
  );
}

function NameCell({ line }: { line: ProfileTableLine }) {
  const name = line.name || 'No name';
  const navigate = useNavigate();
  const address = `/app/profiles/${line.publicId}`;
  return (
    <BlockStack>
      <a
        href={address}
        data-primary-link
        style={{ color: 'inherit', fontWeight: 550, textDecoration: 'none' }}
        onClick={(event) => {
          if (!event.metaKey && !event.ctrlKey) {
            event.preventDefault();
            navigate(address);
          }
        }}
      >
        {name}
      </a>
      <Text as="span" tone="subdued" variant="bodySm">
        {line.email === name ? (line.phone ?? '') : (line.email ?? line.phone ?? '')}
      </Text>
    </BlockStack>
  );
}
