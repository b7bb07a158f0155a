-- What a shop's prices are in, where its products do not say so themselves.
alter table connections add column currency text not null default '';
-- A product that a whole reading did not meet any more is gone over there.
alter table connection_items add column seen_at bigint not null default 0;
alter table connection_items add column gone bigint not null default 0;
