import type { ConsentChannel, ConsentState, ConsentStatementInput } from '#app/records/types.ts';
import { readConsent, readYesNo } from '../value-words.ts';
import { instantReader } from './read-instants.ts';
import type { RowPlan } from './row-plan.ts';
import { quoted, type RowView } from './row-view.ts';

const CHANNELS: readonly ConsentChannel[] = ['email', 'sms', 'phone', 'post'];

/** Order of harshness: of two columns about one channel the harsher wins. */
const HARSHNESS: Record<ConsentState, number> = { unknown: 0, granted: 1, pending: 2, denied: 3 };

type Stated = { state: ConsentState; column: string; cell: string };

/**
 * Consents of a row: one statement for each channel that any column speaks of. Opt-out columns mean the opposite of their name's plain
 * reading, a suppression beats a consent, and a file name can state what no column does (Mailchimp).
 */
export function consentReader(plan: RowPlan): (view: RowView, customerExternalId: string) => ConsentStatementInput[] {
  const channels = CHANNELS.map((channel) => ({ channel, read: channelReader(plan, channel) }));
  const details = detailReader(plan);
  const rowWise = rowWiseReader(plan);
  return (view, customerExternalId) => {
    const statements: ConsentStatementInput[] = [];
    for (const { channel, read } of channels) {
      const stated = read(view);
      if (stated !== null) statements.push({ customerExternalId, channel, ...details(view, stated) });
    }
    const own = rowWise(view);
    if (own !== null) statements.push({ customerExternalId, channel: own.channel, ...details(view, own) });
    return statements;
  };
}

function channelReader(plan: RowPlan, channel: ConsentChannel): (view: RowView) => Stated | null {
  const { consentNo } = plan.mapping.conventions;
  const sources = [
    columnReader(plan, `consent.${channel}`, (word) => readConsent(word, consentNo)),
    columnReader(plan, `consent.${channel}_opt_out`, readOptOut),
    columnReader(plan, `consent.${channel}_suppressed`, readSuppression),
    ...(channel === 'email' ? [fileNameReader(plan), withdrawalReader(plan)] : []),
  ].filter((read) => read !== null);
  if (sources.length === 0) return () => null;
  return (view) => {
    const stated = sources.map((read) => read(view)).filter((one) => one !== null);
    return stated.reduce<Stated | null>(
      (harshest, one) => (harshest === null || HARSHNESS[one.state] > HARSHNESS[harshest.state] ? one : harshest),
      null,
    );
  };
}

type ReadState = (word: string) => ConsentState | null;

function columnReader(plan: RowPlan, field: string, readState: ReadState): ((view: RowView) => Stated | null) | null {
  if (!plan.has(field)) return null;
  const word = plan.word(field);
  const column = plan.columnOf(field);
  return (view) => {
    const cell = word(view);
    if (cell === null || cell === undefined) return null;
    const state = readState(cell);
    if (state === null) {
      view.report(field, column, {
        code: 'unknown_consent',
        reason: `${quoted(cell)} is no consent that is known: nothing is concluded from it.`,
        remedy: 'Map the word to granted or denied with a look-up.',
      });
      return null;
    }
    return { state, column: column ?? field, cell };
  };
}

/** "Opted out: no" is no consent: it says nothing. */
function readOptOut(word: string): ConsentState | null {
  const answer = readYesNo(word);
  if (answer !== null) return answer ? 'denied' : 'unknown';
  return readConsent(word, 'denied');
}

/** Any reason in a suppression column blocks the address. */
function readSuppression(word: string): ConsentState | null {
  const answer = readYesNo(word);
  return answer === false || word === '[]' || word === 'not suppressed' ? 'unknown' : 'denied';
}

/** A date of opting out is a no, unless the person said yes again after it. */
function withdrawalReader(plan: RowPlan): ((view: RowView) => Stated | null) | null {
  if (!plan.has('consent.withdrawn_at')) return null;
  const withdrawn = instantReader(plan, 'consent.withdrawn_at');
  const given = instantReader(plan, 'consent.stated_at');
  const column = plan.columnOf('consent.withdrawn_at') ?? '';
  return (view) => {
    const left = withdrawn(view);
    const joined = given(view);
    if (!left || (joined && joined > left)) return null;
    return { state: 'denied', column, cell: left.toISOString() };
  };
}

function fileNameReader(plan: RowPlan): ((view: RowView) => Stated | null) | null {
  const name = plan.fileName.toLowerCase();
  const rule = plan.mapping.conventions.consentByFileName.find(({ part }) => hasWord(name, part));
  return rule ? () => ({ state: rule.state, column: 'file name', cell: plan.fileName }) : null;
}

/** `subscribed` is in `subscribed_members.csv` but not in `unsubscribed_members.csv`. */
function hasWord(name: string, part: string): boolean {
  const at = name.indexOf(part.toLowerCase());
  return at >= 0 && !/\p{L}/u.test(name[at - 1] ?? '');
}

type Details = Omit<ConsentStatementInput, 'customerExternalId' | 'channel'>;

function detailReader(plan: RowPlan): (view: RowView, stated: Stated) => Details {
  const given = instantReader(plan, 'consent.stated_at');
  const withdrawn = instantReader(plan, 'consent.withdrawn_at');
  const updated = instantReader(plan, 'customer.updated_at');
  const method = plan.text('consent.method');
  const proof = plan.text('consent.evidence');
  const purpose = plan.word('consent.purpose');
  return (view, stated) => {
    const at = stated.state === 'denied' ? withdrawn(view) : given(view);
    const shown = proof(view);
    return {
      kind: 'consent',
      versionAt: updated(view) ?? null,
      purpose: purpose(view) ?? 'marketing',
      contact: null,
      state: stated.state,
      statedAt: at ?? null,
      method: method(view) ?? null,
      evidence: `${stated.column} = ${stated.cell}${shown ? `; ${shown}` : ''}`,
    };
  };
}

/** Files with a row for each channel: the channel is a word of the row. */
function rowWiseReader(plan: RowPlan): (view: RowView) => (Stated & { channel: ConsentChannel }) | null {
  const read = columnReader(plan, 'consent.state', (word) => readConsent(word, plan.mapping.conventions.consentNo));
  if (read === null) return () => null;
  const channelWord = plan.word('consent.channel');
  return (view) => {
    const stated = read(view);
    return stated && { ...stated, channel: readChannel(channelWord(view) ?? 'email') };
  };
}

function readChannel(word: string): ConsentChannel {
  if (/sms|text|whatsapp|mobil/.test(word)) return 'sms';
  if (/phone|call|telef/.test(word)) return 'phone';
  return /post|letter|direct mail|brief|courrier/.test(word) ? 'post' : 'email';
}
