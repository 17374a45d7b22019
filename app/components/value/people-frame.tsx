import { Card, IndexTable, type IndexTableProps, Link, Text, useBreakpoints } from '@shopify/polaris';
import type { ReactNode } from 'react';

export type Pagination = { hasPrevious: boolean; hasNext: boolean; onPrevious: () => void; onNext: () => void };

type Person = { publicId: string; name: string };

type Props<Line extends Person> = {
  lines: readonly Line[];
  headings: IndexTableProps['headings'];
  pagination: Pagination;
  /** The cells of a row, the name among them; and what a phone shows instead. */
  cells: (line: Line) => ReactNode;
  phone: (line: Line) => ReactNode;
  /** Names a line where lines are selected; without it they cannot be. */
  selection?: Pick<IndexTableProps, 'selectedItemsCount' | 'onSelectionChange' | 'promotedBulkActions'> & {
    idOf: (line: Line) => string;
    selected: readonly string[];
  };
};

/** People as a table, page by page: columns on a desk, a few lines each on a phone. */
export function PeopleFrame<Line extends Person>({
  lines,
  headings,
  pagination,
  cells,
  phone,
  selection,
}: Props<Line>) {
  const { smDown } = useBreakpoints();
  const { idOf = (line: Line) => line.publicId, selected, ...selecting } = selection ?? {};
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: 'person', plural: 'people' }}
        itemCount={lines.length}
        selectable={selection !== undefined}
        {...selecting}
        condensed={smDown}
        pagination={pagination}
        headings={headings}
      >
        {lines.map((line, index) => (
          <IndexTable.Row
            key={line.publicId}
            id={idOf(line)}
            position={index}
            selected={selected?.includes(idOf(line)) ?? false}
          >
            {smDown ? <div style={{ padding: '12px 16px', width: '100%' }}>{phone(line)}</div> : cells(line)}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

/** A person's name, which leads to the person. */
export function PersonName({ publicId, name }: Person) {
  return (
    <Link url={`/app/profiles/${publicId}`} removeUnderline monochrome>
      <Text as="span" fontWeight="semibold">
        {name || 'No name'}
      </Text>
    </Link>
  );
}

/** A number's cell, set to the right. */
export function FigureCell({ children }: { children: string }) {
  return (
    <IndexTable.Cell>
      <Text as="span" alignment="end" numeric>
        {children}
      </Text>
    </IndexTable.Cell>
  );
}
