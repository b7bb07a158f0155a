-- A courier who was booked for a pick-up that is no longer wanted must be told; then nobody need look at it.
alter table after_pickups add column called_off_at bigint;
create index after_pickups_to_call_off on after_pickups (shop, to_at)
    where state = 'withdrawn' and booked_at is not null and called_off_at is null;
