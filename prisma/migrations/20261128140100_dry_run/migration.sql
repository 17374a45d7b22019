-- What an import would do, found by doing it and taking it back; null until somebody asks.
alter table upload add column dry_run jsonb;
