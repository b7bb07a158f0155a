-- Who works on a dispute; empty: nobody yet.
alter table disputes add column assignee text not null default '';
create index disputes_of_assignee on disputes (shop, assignee) where over_at is null;
create index disputes_by_platform_number on disputes (shop, platform_number);
create index disputes_by_order_number on disputes (shop, order_number);
create index disputes_by_case_number on disputes (shop, case_number) where case_number <> '';
