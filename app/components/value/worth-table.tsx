import { IndexTable, Text } from '@shopify/polaris';
import { VALUE_PARTS, type ValueScorePart } from '#app/metrics/value-score.ts';
import { PART_WORDS } from './part-words.ts';
import { FigureCell, type Pagination, PeopleFrame, PersonName } from './people-frame.tsx';
import { WorthBar } from './worth-bar.tsx';

type Line = { publicId: string; name: string; score: number; parts: readonly ValueScorePart[] };

/** People by their score, with the points that each part adds to it. */
export function WorthTable({ lines, pagination }: { lines: readonly Line[]; pagination: Pagination }) {
  return (
    <PeopleFrame
      lines={lines}
      pagination={pagination}
      headings={[
        { title: 'Name' },
        { title: 'Score', alignment: 'end' },
        { title: 'Made of' },
        ...VALUE_PARTS.map((part) => ({ title: PART_WORDS[part].name, alignment: 'end' as const })),
      ]}
      cells={(line) => (
        <>
          <IndexTable.Cell>
            <PersonName {...line} />
          </IndexTable.Cell>
          <FigureCell>{line.score.toFixed(1)}</FigureCell>
          <IndexTable.Cell>
            <WorthBar parts={line.parts} />
          </IndexTable.Cell>
          {line.parts.map((part) => (
            <FigureCell key={part.part}>{pointsText(part)}</FigureCell>
          ))}
        </>
      )}
      phone={(line) => (
        <>
          <PersonName {...line} />
          <Text as="p" variant="bodySm">{`${line.score.toFixed(1)} of 100 points`}</Text>
          <WorthBar parts={line.parts} />
          <Text as="p" tone="subdued" variant="bodySm">
            {line.parts
              .filter((part) => part.level !== null)
              .map((part) => `${PART_WORDS[part.part].name} ${pointsText(part)}`)
              .join(' · ')}
          </Text>
        </>
      )}
    />
  );
}

function pointsText(part: ValueScorePart): string {
  return part.level === null ? '–' : part.points.toFixed(1);
}
