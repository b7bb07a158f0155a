-- What one order's delivery costs when no free-shipping line covers it.
alter table catalogues add column freight bigint not null default 0;
