import { Banner, Card, Link, Text } from '@shopify/polaris';
import { dayOf, type Formatting, plural } from '#app/components/format.ts';

type Night = {
  finishedAt: Date;
  people: number;
  differences: number;
  shown: { name: string; wasPublicId: string | null; publicId: string | null }[];
};

/** What the last night's check of identity found: a line if all was right, else whom it concerned. */
export function NightCard({ night, format }: { night: Night | null; format: Formatting }) {
  if (night === null) {
    return (
      <Card>
        <Text as="p" tone="subdued">
          Each night the people of the day are decided anew from their records. The first check runs tonight.
        </Text>
      </Card>
    );
  }
  const words = `Last night (${dayOf(night.finishedAt, format)}) ${plural(night.people, 'person was', 'people were')} decided anew`;
  if (night.differences === 0) {
    return (
      <Card>
        <Text as="p">{`${words}: no difference.`}</Text>
      </Card>
    );
  }
  return (
    <Banner
      tone="warning"
      title={`${words}: ${plural(night.differences, 'record stood wrong and was', 'records stood wrong and were')} put right`}
    >
      <ul style={{ margin: 0, paddingLeft: '1.2rem' }}>
        {night.shown.map(({ name, wasPublicId, publicId }) => (
          <li key={`${name}${wasPublicId}${publicId}`}>
            {`${name}: now `}
            <Link url={`/app/profiles/${publicId}`}>this person</Link>
            {wasPublicId !== null && wasPublicId !== publicId && (
              <>
                {', before '}
                <Link url={`/app/profiles/${wasPublicId}`}>that one</Link>
              </>
            )}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
