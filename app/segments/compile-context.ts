import type { RuleContext } from './rule-context.ts';

/** What compiling needs beyond the context: the persons it is asked about. */
export type CompileContext = RuleContext & {
  /** null = everyone in the shop. */
  profileIds: readonly number[] | null;
};
