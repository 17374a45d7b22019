import { InlineGrid } from '@shopify/polaris';
import type { UploadCounters } from '#app/sources/upload-counters.ts';
import { Figures } from './figures.tsx';

/** What an import did, or would do, in rows, records of customers and orders. */
export function CounterFigures({ counters, refused }: { counters: UploadCounters; refused: number }) {
  return (
    <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
      <Figures
        title="Rows"
        lines={[
          ['brought in', counters.rowsKept],
          ['no record, e.g. voided', counters.rowsDropped],
          ['refused', refused],
        ]}
      />
      <Figures
        title="Customer records"
        lines={[
          ['new', counters.customersCreated],
          ['changed', counters.customersChanged],
          ['already so', counters.customersUnchanged],
        ]}
      />
      <Figures
        title="Orders"
        lines={[
          ['new', counters.ordersCreated],
          ['changed', counters.ordersChanged],
          ['already so', counters.ordersUnchanged],
        ]}
      />
    </InlineGrid>
  );
}
