-- Statements about a customer are partial and come in any order: what stands behind a record says, column by column, which
-- of them was the latest word. A bit per column of records/cleaned.ts, in its order; of those that the latest statement left
-- out, the stamp (version and content hash) of the statement that they come from.
alter table customer_record
  add column said_columns bigint not null default 0,
  add column older_columns jsonb not null default '{}';
