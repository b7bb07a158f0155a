-- What the delay guide suggests of the sum paid, by how late a parcel is.
alter table tracing_rules add column percent_day bigint not null default 1;
alter table tracing_rules add column percent_three bigint not null default 3;
alter table tracing_rules add column percent_longer bigint not null default 5;
