/** What can be done about a customer who drifts away. */
export const CARE_KINDS = {
  call: 'Call',
  email: 'Write an e-mail',
  letter: 'Write a letter',
  offer: 'Make an offer',
  in_store: 'Speak to in store',
  product: 'Suggest a product',
} as const;

export type CareKind = keyof typeof CARE_KINDS;

export type CareDraft = {
  profileIds: readonly number[];
  kind: string;
  productKey?: string | null;
  owner: string;
  /** `YYYY-MM-DD`. */
  dueDay: string;
};

/** What came of the actions of one kind. */
export type CareResult = {
  kind: string;
  done: number;
  /** Done long enough ago to be judged; of these, who ordered within 90 days, and how many the model expected to anyway. */
  judged: number;
  returned: number;
  expected: number;
  returnedSoFar: number;
  netMinor: number;
};
