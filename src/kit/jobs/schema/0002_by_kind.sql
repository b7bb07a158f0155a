-- Jobs that call other machines are found by their kinds, past any number of the house's own.
create index jobs_by_kind on jobs (state, kind, due_at);
