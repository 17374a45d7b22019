import { useLocation } from '@remix-run/react';
import { Banner, Box } from '@shopify/polaris';
import { ago } from '#app/components/format.ts';
import { sayEvery } from '#app/sources/rhythm.ts';

type Late = { id: number; name: string; lastHeardAt: Date; rhythmHours: number | null };

/** Pages that say so themselves, or that show nothing of a source's data. */
const SILENT = [/^\/app\/?$/, /^\/app\/sources/, /^\/app\/settings/, /^\/app\/activation/];

/** Says on every page that shows a source's data that it is late, since when, and what is usual. Nothing if none is. */
export function LateSources({ late, now }: { late: readonly Late[]; now: Date }) {
  const { pathname } = useLocation();
  const [first] = late;
  if (!first || SILENT.some((page) => page.test(pathname))) {
    return null;
  }
  const title =
    late.length === 1
      ? `${first.name} is late: its data ends ${ago(first.lastHeardAt, now)}`
      : `${late.length} sources are late: what they say ends before today`;
  return (
    <div style={{ maxWidth: '62.375rem', margin: '0 auto' }}>
      <Box padding="400" paddingBlockEnd="0">
        <Banner
          tone="warning"
          title={title}
          action={{
            content: 'Look at the source',
            url: late.length === 1 ? `/app/sources/${first.id}` : '/app/sources',
          }}
        >
          <p>{late.map((one) => sayLate(one, now)).join(' ')}</p>
        </Banner>
      </Box>
    </div>
  );
}

function sayLate({ name, lastHeardAt, rhythmHours }: Late, now: Date): string {
  const usual = rhythmHours === null ? 'expected every week' : `expected ${sayEvery(rhythmHours)}`;
  return `${name} was last heard ${ago(lastHeardAt, now)}, ${usual}.`;
}
