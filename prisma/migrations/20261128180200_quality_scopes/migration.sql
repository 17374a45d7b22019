-- A standard may be asked of one source or one store (0: of all).
alter table quality_standard add column source_id bigint not null default 0;
alter table quality_standard add column store_id bigint not null default 0;
alter table quality_standard drop constraint quality_standard_pkey;
alter table quality_standard add primary key (shop_id, check_key, source_id, store_id);

-- Of whom an own check is asked: a rule of the segment language; empty: of everybody.
alter table own_check add column among_text text not null default '';
