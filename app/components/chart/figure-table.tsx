import { DataTable } from '@shopify/polaris';

type Props = { headings: string[]; rows: (string | number)[][] };

/** A chart's figures as a table: first column text, all others right-aligned. */
export function FigureTable({ headings, rows }: Props) {
  return (
    <DataTable
      columnContentTypes={headings.map((_heading, index) => (index === 0 ? 'text' : 'numeric'))}
      headings={headings}
      rows={rows}
      increasedTableDensity
      stickyHeader={false}
    />
  );
}
