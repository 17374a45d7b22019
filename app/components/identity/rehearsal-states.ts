type Tone = { tone?: 'info' | 'success' | 'attention' | 'critical' };

/** The states of a rehearsal as people read them. */
export const STATES: Readonly<Record<string, { words: string; badge: Tone; isWorking?: true }>> = {
  queued: { words: 'Waits', badge: { tone: 'info' }, isWorking: true },
  running: { words: 'Being tried', badge: { tone: 'info' }, isWorking: true },
  ready: { words: 'Tried', badge: {} },
  approved: { words: 'Approved', badge: { tone: 'info' }, isWorking: true },
  applying: { words: 'Being made', badge: { tone: 'info' }, isWorking: true },
  applied: { words: 'Made', badge: { tone: 'success' } },
  undoing: { words: 'Being taken back', badge: { tone: 'info' }, isWorking: true },
  undone: { words: 'Taken back', badge: {} },
  outdated: { words: 'Look again', badge: { tone: 'attention' } },
  cancelled: { words: 'Stopped', badge: {} },
  failed: { words: 'Failed', badge: { tone: 'critical' } },
};
