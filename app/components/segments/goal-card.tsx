import { Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { count, day, type Formatting, instant, money, percent, plural } from '#app/components/format.ts';
import { type GoalMeasure, goalMeasures, isReached, progressOf } from '#app/segments/goal-measures.ts';
import type { GoalVerdict } from '#app/segments/goal-verdict.ts';
import { GoalForm, type GoalRefusal } from './goal-form.tsx';

type Figures = { joined: number; heldOut: number; closed: number; value: number | null; soFar: number | null };

export type GoalViewLike = {
  goal: {
    measure: GoalMeasure;
    target: number;
    baseline: number | null;
    windowDays: number;
    holdoutPercent: number;
    dueDay: string;
    mostMinor: number | null;
  };
  /** null while its people are being taken in. */
  figures: Figures | null;
  isOver: boolean;
  verdict: GoalVerdict | null;
  /** When it was counted; null for now. */
  asOf: Date | null;
};

type Props = {
  view: GoalViewLike | null;
  /** What a segment from the list of ready-made ones is to reach. */
  suggested: { measure: GoalMeasure; sentence: string } | null;
  refusal: GoalRefusal | null;
  /** The answer to the last change that was made; another one each time. */
  saved: object | null;
  busy: boolean;
  format: Formatting;
  onSet: (fields: Record<string, string>) => void;
  onEnd: () => void;
};

/** What a segment is to reach, how far it has come, and whether that is owed to addressing it. */
export function GoalCard({ view, suggested, refusal, saved, busy, format, onSet, onEnd }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    if (saved) {
      setIsOpen(false);
    }
  }, [saved]);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Goal
        </Text>
        {view ? (
          view.figures ? (
            <GoalState view={view} figures={view.figures} format={format} />
          ) : (
            <GoalAwaited goal={view.goal} />
          )
        ) : (
          <Text as="p" tone="subdued">
            {suggested?.sentence ?? 'Say what this segment is to reach, and see here whether it does.'}
          </Text>
        )}
        {isOpen ? (
          <GoalForm
            first={view?.goal ?? null}
            suggested={suggested?.measure ?? null}
            refusal={refusal}
            busy={busy}
            format={format}
            replaces={view !== null}
            onSet={onSet}
            onCancel={() => setIsOpen(false)}
          />
        ) : (
          <InlineStack gap="200">
            <Button onClick={() => setIsOpen(true)}>{view ? 'Set another goal' : 'Set a goal'}</Button>
            {view && (
              <Button tone="critical" variant="plain" onClick={onEnd} loading={busy}>
                End the goal
              </Button>
            )}
          </InlineStack>
        )}
      </BlockStack>
    </Card>
  );
}

/** So many people are taken in by the worker. */
function GoalAwaited({ goal }: { goal: GoalViewLike['goal'] }) {
  return (
    <Banner tone="info" title={`${goalMeasures[goal.measure].label}: being counted`}>
      <p>
        {goal.holdoutPercent === 0
          ? 'The people of this segment are being taken in and their orders counted. Come back in some minutes.'
          : 'The people of this segment are being taken in, and it is drawn who is left alone; that holds from now on. Come back in some minutes.'}
      </p>
    </Banner>
  );
}

type StateProps = { view: GoalViewLike; figures: Figures; format: Formatting };

function GoalState({ view, figures, format }: StateProps) {
  const { goal } = view;
  const { label, meaning, unit } = goalMeasures[goal.measure];
  const said = (value: number | null) =>
    value === null ? 'not known' : unit === 'money' ? money(Math.round(value), format) : percent(value, 1);
  const isProvisional = figures.closed === 0;
  const value = isProvisional ? figures.soFar : figures.value;
  const way =
    figures.value === null || goal.baseline === null
      ? null
      : progressOf(goal.measure, figures.value, goal.baseline, goal.target);
  return (
    <BlockStack gap="200">
      <Text as="p" variant="headingSm">{`${label}: ${said(value)}${isProvisional ? ' so far' : ''}`}</Text>
      <Text as="p" tone="subdued">{`${meaning} Each person is watched for ${goal.windowDays} days from joining.`}</Text>
      {way !== null && (
        <ProgressBar progress={Math.round(way * 100)} size="small" ariaLabelledBy="goal-way" tone="primary" />
      )}
      <Text as="p" id="goal-way">
        {`From ${said(goal.baseline)} before to ${said(goal.target)} by ${day(goal.dueDay)}. ${stateOf(view, figures, value)}`}
      </Text>
      <Text as="p" tone="subdued">
        {`${plural(figures.joined, 'person has', 'people have')} joined; ${count(figures.closed)} of those who are addressed have had their whole window.`}
      </Text>
      {view.asOf !== null && (
        <Text
          as="p"
          tone="subdued"
        >{`Counted on ${instant(view.asOf, format)}; with so many people it is counted anew once an hour at most, while somebody looks.`}</Text>
      )}
      {view.verdict && <VerdictNote verdict={view.verdict} view={view} figures={figures} format={format} />}
    </BlockStack>
  );
}

function stateOf({ goal, isOver }: GoalViewLike, figures: Figures, value: number | null): string {
  if (goal.baseline !== null && isReached(goal.measure, goal.baseline, goal.target)) {
    return 'Before, it was past the target already: set another one.';
  }
  if (value === null || figures.closed === 0) {
    return isOver
      ? 'The day has passed without anybody to judge by.'
      : 'No window is closed yet, so nothing is settled.';
  }
  if (isReached(goal.measure, value, goal.target)) {
    return 'The target is reached.';
  }
  return isOver ? 'The target was missed.' : 'The target is not reached yet.';
}

function VerdictNote({ verdict, view, figures, format }: StateProps & { verdict: GoalVerdict }) {
  const { goal } = view;
  const { unit, better } = goalMeasures[goal.measure];
  const by = (value: number) =>
    unit === 'money' ? money(Math.round(value), format) : `${(value * 100).toFixed(1)} points`;
  const alone = `${plural(figures.heldOut, 'person is', 'people are')} left alone in all.`;
  const compared = `${count(verdict.addressed)} addressed and ${count(verdict.heldOut)} left alone are compared; ${alone}`;
  const cap = goal.mostMinor === null ? '' : ` Amounts above ${money(goal.mostMinor, format)} count as that.`;
  if (verdict.says === 'cannot tell yet') {
    return (
      <Banner tone="info" title="Whether addressing them helps: cannot tell yet">
        <p>
          {verdict.addressed + verdict.heldOut === 0
            ? `Nobody has had their whole window yet. ${alone}`
            : `${compared} The difference may be anything from ${by(verdict.low)} to ${by(verdict.high)}.${cap}`}
        </p>
      </Banner>
    );
  }
  const isGood = verdict.says === better;
  return (
    <Banner
      tone={isGood ? 'success' : 'critical'}
      title={isGood ? 'Addressing them helps' : 'Addressing them does harm'}
    >
      <p>{`It changes the figure by ${by(verdict.low)} to ${by(verdict.high)}. ${compared}${cap} This holds however often you look: one such comparison in twenty speaks falsely.`}</p>
    </Banner>
  );
}
