import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Way } from './send-plan.ts';

/** A segment that is or was sent to Shopify, with its latest change. */
export type TargetLine = {
  segmentId: number;
  name: string;
  way: Way;
  tag: string;
  state: 'off' | 'live';
  carried: number;
  runState: string | null;
  runReason: string | null;
  runAt: Date | null;
};

/** All segments that are or were sent to Shopify, those that wait for a person first. */
export function listTargets(tx: Tx): Promise<TargetLine[]> {
  return tx.rows<TargetLine>(sql`
    select t.segment_id as "segmentId", s.name, t.way, t.tag, t.state,
           (select count(*) from activation_carrier c where c.shop_id = t.shop_id and c.segment_id = t.segment_id) as carried,
           r.state as "runState", r.reason as "runReason", r.created_at as "runAt"
    from activation_target t
    join segment s on s.shop_id = t.shop_id and s.id = t.segment_id
    left join lateral (
      select state, reason, created_at from activation_run r
      where r.shop_id = t.shop_id and r.segment_id = t.segment_id and r.cause <> 'erased' order by id desc limit 1) r on true
    where t.shop_id = ${tx.shopId}
    order by (r.state is distinct from 'stopped'), s.name, t.segment_id`);
}
