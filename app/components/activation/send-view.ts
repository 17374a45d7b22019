/** What the page on sending a segment is made from; the shape of its loader's answer. */
export type RunView = {
  id: number;
  cause: 'sent' | 'followed' | 'undone' | 'ended' | 'erased';
  state: 'planned' | 'running' | 'stopped' | 'done' | 'dropped';
  way: 'native' | 'tag';
  query: string | null;
  queryBefore: string | null;
  adds: number;
  removes: number;
  unreachable: number;
  reason: string | null;
  undone: boolean;
  createdAt: Date;
};

export type ChangeView = { customerId: string; name: string; op: 'add' | 'remove'; message: string | null };

export type SendView = {
  segment: { id: number; name: string; handle: string; isReady: boolean };
  native: {
    outcome: 'exact' | 'wider' | 'narrower' | 'different' | 'none';
    text: string | null;
    losses: { sentence: string; reason: string }[];
    notes: string[];
  };
  best: 'native' | 'tag';
  reach: { members: number; inShopify: number; carried: number };
  target: {
    way: 'native' | 'tag';
    state: 'off' | 'live';
    tag: string;
    segmentName: string;
    segmentGid: string | null;
    query: string | null;
    changeCap: number;
  } | null;
  current: {
    run: RunView;
    progress: { waiting: number; done: number; needless: number; failed: number };
    changes: ChangeView[];
  } | null;
  runs: RunView[];
  undoable: number | null;
};

/** A wish of the page: what to do, with its details. */
export type Wish = { intent: 'plan' | 'approve' | 'stop' | 'undo' | 'end' | 'cap'; [detail: string]: string };

export type Refused = { message: string; remedy: string | null; field: string | null };

/** What a rule loses as Shopify's own segment, in a sentence. */
export const OUTCOMES: Readonly<Record<SendView['native']['outcome'], string>> = {
  exact: 'Shopify can say this rule in full.',
  wider: 'Shopify cannot say all of it: its segment would hold more people.',
  narrower: 'Shopify cannot say all of it: its segment would hold fewer people.',
  different: 'Shopify cannot say all of it: its segment would hold other people.',
  none: 'Shopify can say nothing of this rule.',
};

/** Why there was a change. */
export const CAUSES: Readonly<Record<RunView['cause'], string>> = {
  sent: 'Sent by a person',
  followed: 'Members came and went',
  undone: 'Taken back',
  ended: 'Taken out of Shopify',
  erased: 'A person was erased',
};

/** What became of a change. */
export function stateWords(run: RunView): string {
  if (run.undone) {
    return 'Undone later';
  }
  return {
    planned: 'Waits for you',
    running: 'Under way',
    stopped: 'Stopped, waits for you',
    done: 'Done',
    dropped: 'Not carried out',
  }[run.state];
}
