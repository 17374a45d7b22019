import { InlineGrid } from '@shopify/polaris';
import { count, day, type Formatting, money, plural } from '#app/components/format.ts';
import { KeyFigure } from '#app/components/home/key-figure.tsx';

type Metrics = {
  ordersCount: number;
  onlineOrders: number;
  posOrders: number;
  netMinor: number;
  onlineNetMinor: number;
  posNetMinor: number;
  averageOrderMinor: number | null;
  firstOrderDay: string | null;
  lastOrderDay: string | null;
  medianGapDays: number | null;
  storeVisits: number;
  webVisits: number;
  ordersForOthers: number;
};

/** The four figures of a person. */
export function ProfileFigures({ metrics, format }: { metrics: Metrics; format: Formatting }) {
  return (
    <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
      <KeyFigure
        label="Value, net of returns"
        value={money(metrics.netMinor, format)}
        note={`${money(metrics.onlineNetMinor, format)} online, ${money(metrics.posNetMinor, format)} in store`}
      />
      <KeyFigure
        label="Orders"
        value={count(metrics.ordersCount)}
        note={[
          `${count(metrics.onlineOrders)} online, ${count(metrics.posOrders)} in store`,
          ...visitsOf(metrics),
          ...(metrics.ordersForOthers > 0 ? [`${count(metrics.ordersForOthers)} sent to others`] : []),
        ].join('; ')}
      />
      <KeyFigure
        label="Average order"
        value={metrics.averageOrderMinor === null ? '–' : money(metrics.averageOrderMinor, format)}
        note={
          metrics.medianGapDays === null ? 'no rhythm yet' : `usually every ${Math.round(metrics.medianGapDays)} days`
        }
      />
      <KeyFigure
        label="Last order"
        value={metrics.lastOrderDay ? day(metrics.lastOrderDay) : '–'}
        note={metrics.firstOrderDay ? `first ${day(metrics.firstOrderDay)}` : 'no order yet'}
      />
    </InlineGrid>
  );
}

/** Days in a store and on the web, where any are known. */
function visitsOf({ storeVisits, webVisits }: Metrics): string[] {
  return [
    ...(storeVisits > 0 ? [`${plural(storeVisits, 'day')} in a store`] : []),
    ...(webVisits > 0 ? [`${plural(webVisits, 'day')} on the web shop`] : []),
  ];
}
