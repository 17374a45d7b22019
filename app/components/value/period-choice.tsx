import { Box, Button, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { ReportAsk } from '#app/analytics/report-ask.ts';
import { PERIOD_NAMES, PERIODS } from '#app/analytics/report-period.ts';

const DAYS = [7, 30, 90, 365, 1095];

type Props = { ask: ReportAsk; onAsk: (ask: ReportAsk) => void };

/** Of when a report is: the last days, a calendar period, or own dates, which count once both are typed. */
export function PeriodChoice({ ask, onAsk }: Props) {
  const [isTyping, setTyping] = useState(false);
  const isOwn = isTyping || ask.period === 'own';
  const choose = (value: string) => {
    const period = PERIOD_NAMES.find((name) => name === value);
    setTyping(period === 'own');
    if (period === 'own') return;
    if (period) onAsk({ ...ask, period, own: null });
    else onAsk({ ...ask, period: 'days', own: null, days: Number(value) });
  };
  return (
    <>
      <Choice
        label="Period"
        options={[
          ...[...new Set([...DAYS, ask.days])].map((days) => ({ value: String(days), label: `Last ${days} days` })),
          ...PERIOD_NAMES.filter((name) => name !== 'days').map((value) => ({ value, label: PERIODS[value] })),
        ]}
        value={isOwn ? 'own' : ask.period === 'days' ? String(ask.days) : ask.period}
        onChange={choose}
      />
      {isOwn && (
        <OwnDates
          key={`${ask.own?.from} ${ask.own?.until}`}
          from={ask.own?.from ?? ''}
          until={ask.own?.until ?? ''}
          onChoose={(own) => {
            setTyping(false);
            onAsk({ ...ask, period: 'own', own });
          }}
        />
      )}
    </>
  );
}

type OwnDatesProps = { from: string; until: string; onChoose: (own: { from: string; until: string }) => void };

function OwnDates({ from, until, onChoose }: OwnDatesProps) {
  const [typed, setTyped] = useState({ from, until });
  const problem = problemOf(typed);
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'flex-start' }}>
      <TextField
        label="From"
        type="date"
        autoComplete="off"
        value={typed.from}
        onChange={(value) => setTyped({ ...typed, from: value })}
        error={problem ?? false}
      />
      <TextField
        label="Until"
        type="date"
        autoComplete="off"
        value={typed.until}
        onChange={(value) => setTyped({ ...typed, until: value })}
      />
      <div style={{ paddingTop: 24 }}>
        <Button disabled={typed.from === '' || typed.until === '' || problem !== null} onClick={() => onChoose(typed)}>
          Show these days
        </Button>
      </div>
    </div>
  );
}

function problemOf({ from, until }: { from: string; until: string }): string | null {
  if (from === '' || until === '') return null;
  if (from > until) return 'The first day is after the last one.';
  const isLong = Date.parse(until) - Date.parse(from) > 3659 * 86_400_000;
  return isLong ? 'At most ten years.' : null;
}

type ChoiceProps = {
  label: string;
  options: { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
};

/** A field to choose one of a few from. */
export function Choice(props: ChoiceProps) {
  return (
    <Box minWidth="190px">
      <Select {...props} />
    </Box>
  );
}
