import type { FromSource, Said } from './types.ts';

/** A statement about a loyalty membership: where it stands, or one booking of points. */
export type LoyaltyInput = FromSource & {
  kind: 'loyalty';
  customerExternalId: string | null;
  /** `balance` = the state of one membership; `movement` = one booking of points. */
  entry: 'balance' | 'movement';
  memberNumber?: Said<string>;
  programme?: Said<string>;
  tier?: Said<string>;
  status?: Said<string>;
  pointsBalance?: Said<number>;
  pointsEarned?: Said<number>;
  pointsSpent?: Said<number>;
  /** Of a movement, signed. */
  points?: Said<number>;
  /** Of a movement. */
  happenedAt?: Said<Date>;
  joinedAt?: Said<Date>;
  expiresAt?: Said<Date>;
  reason?: Said<string>;
};
