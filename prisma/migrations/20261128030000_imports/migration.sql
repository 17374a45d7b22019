-- Records that an import has touched and whose profiles, metrics and segments are still to be renewed. Renewed once at the
-- end, and not once a slice, a customer who buys every week is computed once instead of fifty times.
create table upload_touched (
  shop_id     bigint not null,
  upload_id   bigint not null,
  record_id   bigint not null,
  is_person   boolean not null,
  primary key (shop_id, upload_id, record_id)
);
alter table upload_touched enable row level security;
create policy tenant on upload_touched
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
