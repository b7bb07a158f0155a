-- How often a script was chosen, so that the ones people use come first.
alter table scripts add column uses bigint not null default 0;
