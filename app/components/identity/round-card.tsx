import { useFetcher } from '@remix-run/react';
import { BlockStack, Card, InlineStack, Link, ProgressBar, Text } from '@shopify/polaris';
import { count, percent, plural } from '#app/components/format.ts';
import { DecideButton } from './deciding.tsx';

type Progress = {
  round: { id: number; size: number; answered: number; joined: number; profiles: number; questions: number } | null;
  profilesNow: number;
  questionsNow: number;
  taught: {
    answers: number;
    shareSame: number | null;
    bands: { from: number; to: number; same: number; different: number }[];
    suggestedLink: number | null;
  };
};

/** The guided start: thirty cards, how far one is, and what it has brought. */
export function RoundCard({ progress, hasQuestions }: { progress: Progress; hasQuestions: boolean }) {
  const { round } = progress;
  if (round && round.answered < round.size && hasQuestions) {
    return <Running round={round} />;
  }
  if (round && round.answered > 0) {
    return <Gain progress={progress} round={round} hasQuestions={hasQuestions} />;
  }
  return hasQuestions ? <Invitation /> : null;
}

function Invitation() {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Thirty cards
        </Text>
        <Text as="p">
          Answer the thirty questions that matter most, with the keys S, D and K. It takes about five minutes;
          afterwards you see what it has brought.
        </Text>
        <Begin label="Begin thirty cards" />
      </BlockStack>
    </Card>
  );
}

function Begin({ label }: { label: string }) {
  const begin = useFetcher();
  return (
    <begin.Form method="post" action="/app/identity/review">
      <input type="hidden" name="intent" value="round" />
      <DecideButton submit loading={begin.state !== 'idle'}>
        {label}
      </DecideButton>
    </begin.Form>
  );
}

function Running({ round }: { round: NonNullable<Progress['round']> }) {
  const words = `${round.answered} of ${round.size} cards`;
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between">
          <Text as="h2" variant="headingMd">
            Thirty cards
          </Text>
          <Text as="span">{words}</Text>
        </InlineStack>
        <ProgressBar progress={(100 * round.answered) / round.size} size="small" ariaLabelledBy="round-progress" />
        <span id="round-progress" style={{ position: 'absolute', clip: 'rect(0 0 0 0)', overflow: 'hidden' }}>
          {words}
        </span>
      </BlockStack>
    </Card>
  );
}

type GainProps = { progress: Progress; round: NonNullable<Progress['round']>; hasQuestions: boolean };

/** What the round has changed, and what the answers say about the threshold. */
function Gain({ progress, round, hasQuestions }: GainProps) {
  const { taught, profilesNow, questionsNow } = progress;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`${plural(round.answered, 'card')} answered`}
        </Text>
        <ul style={{ margin: 0, paddingLeft: '1.2rem' }}>
          <li>{`${plural(round.joined, 'duplicate')} found: ${count(round.profiles)} profiles before, ${count(profilesNow)} now`}</li>
          <li>{`${plural(round.answered - round.joined, 'pair')} kept apart for good`}</li>
          <li>{`${count(round.questions)} questions before, ${count(questionsNow)} now`}</li>
        </ul>
        {taught.shareSame !== null && (
          <Text as="p">
            {`Of ${plural(taught.answers, 'answer')} so far, ${percent(taught.shareSame)} said “one person”. ${taughtBy(taught.bands)}`}
          </Text>
        )}
        {taught.suggestedLink !== null && (
          <Text as="p">
            {`From ${taught.suggestedLink} bits on your answers were nearly all “one person”: Onefold could join such pairs without asking. `}
            <Link url={`/app/identity/matching?link=${taught.suggestedLink}`}>See first what that would change</Link>
          </Text>
        )}
        {hasQuestions && <Begin label="Thirty more" />}
      </BlockStack>
    </Card>
  );
}

function taughtBy(bands: Progress['taught']['bands']): string {
  return bands
    .slice(0, 4)
    .map(({ from, to, same, different }) => `${from} to ${to} bits: ${same} of ${same + different}`)
    .join('; ');
}
