-- Goals of many people: who takes part is drawn and what they do is counted by a job.
alter table segment_goal add column state text not null default 'ready' check (state in ('joining', 'ready'));
-- Where it stood when it was last counted; null: counted at each look.
alter table segment_goal add column figures jsonb;
alter table segment_goal add column figured_at timestamptz;
