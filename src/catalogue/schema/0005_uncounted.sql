-- Goods that are sold without being counted: made to order, digital, or counted nowhere in the connected shop.
alter table variants add column is_counted bigint not null default 1;
-- 0: something of it that is on sale is not counted; its `available` is of the rest.
alter table products add column is_counted bigint not null default 1;
