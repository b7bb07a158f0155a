-- How long before a promised dispatch the team is warned; 0: not at all. Shops that set their clocks before are warned
-- as the others are, where there is room for it.
alter table order_clocks add column warn_hours bigint not null default 0;
update order_clocks set warn_hours = 4 where dispatch_hours > 4;
-- The promise that the team was warned of; another promise is warned of again.
alter table orders add column warned_for bigint;
create index orders_due_soon on orders (shop, placed_at, id) where warned_for is not null and late_at is null;
