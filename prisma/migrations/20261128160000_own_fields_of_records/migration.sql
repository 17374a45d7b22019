-- The merchant's own fields are looked up with every event: the latest records that have any, whatever the shop's size.

create index customer_record_custom on customer_record (shop_id, id) where custom <> '{}';
