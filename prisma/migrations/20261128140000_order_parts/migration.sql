-- A file may tell an order in parts that lie far apart: which were added, so that the same part adds nothing twice.
alter table sales_order add column parts jsonb;
