-- How a source's rhythm is known: taken for granted, learned from its past, or said by a person, and on what grounds.
alter table source
  add column rhythm_by text not null default 'default' check (rhythm_by in ('default', 'learned', 'person')),
  add column rhythm_grounds text not null default '',
  add column learned_rhythm_hours integer;
