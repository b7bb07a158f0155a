-- Only those that are over: an index that also holds what is open was chosen to count what is open, all of it.
drop index after_cases_over;
create index after_cases_over on after_cases (shop, over_at, id) where over_at is not null;
