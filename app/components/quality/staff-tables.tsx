import { BlockStack, Card, DataTable, Link, Text } from '@shopify/polaris';
import { count } from '#app/components/format.ts';
import { type ScoreView, shareText } from './quality-words.ts';

type StoreLine = { storeId: number; store: string; score: ScoreView; worst: string | null };
type StaffLine = { store: string; staff: string; score: ScoreView; worst: string | null };

/** How well each store types. */
export function StoreScores({ stores }: { stores: readonly StoreLine[] }) {
  return (
    <ScoreLines
      title="By store"
      help="Sales and customers entered at its tills, over all checks. The store with the lowest score first."
      headings={['Store', 'Score', 'Faults', 'Values checked', 'Most often']}
      rows={stores.map(({ store, score, worst }) => [store, ...figures(score), worst ?? '–'])}
    />
  );
}

const SHOWN = 20;

/** How well each member of staff types, for training. */
export function StaffScores({ staff }: { staff: readonly StaffLine[] }) {
  return (
    <ScoreLines
      title="By member of staff"
      help="A customer counts for whoever rang up the first sale. Meant for training: few entries make a score uncertain."
      headings={['Staff', 'Store', 'Score', 'Faults', 'Values checked', 'Most often']}
      rows={staff.slice(0, SHOWN).map((one) => [one.staff, one.store, ...figures(one.score), one.worst ?? '–'])}
    />
  );
}

type WorstLine = { checkKey: string; label: string; source: string; sourceId: number; score: ScoreView };

/** The sources' checks with the most faults. */
export function WorstOffenders({ worst }: { worst: readonly WorstLine[] }) {
  return (
    <ScoreLines
      title="Worst offenders"
      help="Where most of the faults come from."
      headings={['Fault', 'Source', 'Score', 'Faults', 'Values checked']}
      rows={worst.map((one) => [
        <Link key={one.checkKey} url={`/app/quality/${one.checkKey}?source=${one.sourceId}`}>
          {one.label}
        </Link>,
        one.source,
        ...figures(one.score),
      ])}
    />
  );
}

function figures({ share, failing, total }: ScoreView): string[] {
  return [shareText(share), count(failing), count(total)];
}

type Props = { title: string; help: string; headings: string[]; rows: (string | React.JSX.Element)[][] };

function ScoreLines({ title, help, headings, rows }: Props) {
  if (rows.length === 0) {
    return null;
  }
  const isNumber = (heading: string) => ['Score', 'Faults', 'Values checked'].includes(heading);
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {help}
          </Text>
        </BlockStack>
        <DataTable
          columnContentTypes={headings.map((heading) => (isNumber(heading) ? 'numeric' : 'text'))}
          headings={headings}
          rows={rows}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}
