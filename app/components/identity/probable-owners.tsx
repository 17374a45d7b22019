import { BlockStack, Card, Link, Text } from '@shopify/polaris';
import { count, day, type Formatting, money, percent, plural } from '#app/components/format.ts';
import { PlainTable } from './plain-table.tsx';

type Owner = {
  receipt: string;
  day: string;
  store: string;
  netMinor: number;
  name: string;
  publicId: string;
  confidence: number;
  goods: number;
  isNamed: boolean;
  isOfStore: boolean;
};

type Props = {
  owners: {
    guessed: number;
    netMinor: number;
    shown: readonly Owner[];
    bands: readonly { from: number; tried: number; right: number }[];
    examined: number;
  } | null;
  format: Formatting;
};

/** Who may have bought what nobody is written down for: guesses, with how often such guesses are right. */
export function ProbableOwners({ owners, format }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Probable owners
        </Text>
        <Text as="p" tone="subdued">
          A guess, never a fact: it counts in no figure, no segment and no download, gives no consent, and nobody is
          written to because of it. Ask the person at the till next time.
        </Text>
        {owners === null ? (
          <Text as="p">Worked out each night; the first guesses come tomorrow.</Text>
        ) : (
          <Guesses owners={owners} format={format} />
        )}
      </BlockStack>
    </Card>
  );
}

function Guesses({ owners, format }: { owners: NonNullable<Props['owners']>; format: Formatting }) {
  const { guessed, netMinor, shown, examined } = owners;
  return (
    <BlockStack gap="300">
      <Text as="p">
        {guessed === 0
          ? 'For no receipt is there somebody who is sure enough to be named.'
          : `${plural(guessed, 'receipt')} of ${money(netMinor, format)} may belong to a person you know.`}
      </Text>
      <Text as="p">{examSentence(owners.bands, examined)}</Text>
      {shown.length > 0 && (
        <PlainTable
          label="Probable owners"
          headings={['Receipt', 'Probably', 'How sure', 'Because']}
          rows={shown.map((owner) => [
            `${owner.receipt}, ${day(owner.day)}, ${owner.store}, ${money(owner.netMinor, format)}`,
            <Link key={owner.publicId} url={`/app/profiles/${owner.publicId}`}>
              {owner.name}
            </Link>,
            percent(owner.confidence),
            because(owner),
          ])}
        />
      )}
    </BlockStack>
  );
}

function examSentence(bands: NonNullable<Props['owners']>['bands'], examined: number): string {
  const tried = bands.filter((band) => band.tried > 0);
  if (tried.length === 0) {
    return 'There are no receipts with a known owner to try such guesses on, so none is made.';
  }
  const right = tried.reduce((sum, band) => sum + band.right, 0);
  return `Tried on ${plural(examined, 'receipt')} whose owner is known, as if it were not: ${percent(right / examined)} were guessed right, ${count(tried.at(-1)!.right)} of ${count(tried.at(-1)!.tried)} of the surest. “How sure” is the share of right ones among guesses as strong.`;
}

function because({ goods, isNamed, isOfStore }: Owner): string {
  const parts = [
    goods > 0 && `bought ${goods === 1 ? 'one of its goods' : `${count(goods)} of its goods`} before, which few do`,
    isNamed && 'the name on the card',
    isOfStore && 'buys in this store',
  ].filter((part): part is string => typeof part === 'string');
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
