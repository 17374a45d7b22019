import { BULK_MUTATIONS } from './bulk-mutations.ts';
import { CUSTOMER_MUTATIONS } from './customer-mutations.ts';
import { FLOW_MUTATIONS } from './flow-mutations.ts';
import type { FieldTable } from './graph-context.ts';
import { METAFIELD_MUTATIONS } from './metafield-mutations.ts';
import { SEGMENT_MUTATIONS } from './segment-mutations.ts';

/** Every mutation that does something; `execute-request.ts` refuses the others with a userError. */
export const MUTATIONS: FieldTable<unknown> = {
  ...CUSTOMER_MUTATIONS,
  ...METAFIELD_MUTATIONS,
  ...SEGMENT_MUTATIONS,
  ...BULK_MUTATIONS,
  ...FLOW_MUTATIONS,
};
