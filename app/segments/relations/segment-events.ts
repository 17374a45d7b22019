import { raw } from '#app/platform/sql.ts';
import type { SegmentEventFacts } from '../facts.ts';
import { defineRelation } from './relation.ts';

/** Entries into and exits from segments, kept since the segment exists. */
export const segmentEvents = defineRelation<SegmentEventFacts>({
  name: 'segment_events',
  label: 'entries and exits',
  description: 'When the person entered and left segments.',
  part: 'segments',
  dateField: 'date',
  from: raw('segment_event e join segment sg on sg.shop_id = e.shop_id and sg.id = e.segment_id'),
  shopColumn: raw('e.shop_id'),
  profile: raw('e.profile_id'),
  at: raw('e.happened_at'),
  tie: raw('e.id'),
  fields: {
    date: {
      type: { kind: 'date' },
      label: 'date',
      description: 'When it happened.',
      example: 'date >= -7d',
      sql: raw('e.happened_at'),
      read: (row) => row.happenedAt,
    },
    segment: {
      type: { kind: 'text', ignoreCase: false },
      label: 'segment',
      description: 'Handle of the segment.',
      example: "segment = 'vip'",
      sql: raw('sg.handle'),
      read: (row) => row.handle,
    },
    kind: {
      type: { kind: 'enum', values: ['entered', 'left'] },
      label: 'kind',
      description: 'entered or left.',
      example: "kind = 'left'",
      sql: raw('e.kind'),
      read: (row) => row.kind,
    },
  },
  rowsOf: (facts) => facts.segmentEvents,
  when: (row) => row.happenedAt,
  idOf: (row) => row.id,
});
