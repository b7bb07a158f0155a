-- What the sum of a case was worked out from, kept when it is opened: a dry run works it out again.
create table after_grounds (
    id           text   primary key,
    shop         text   not null,
    case_id      text   not null references after_cases (id),
    body         text   not null,               -- JSON
    delivered_at bigint
);
create unique index after_grounds_of_case on after_grounds (case_id);

-- The version whose words it has; none: it was written anew. 0 is what the house ships with.
alter table after_policies add column restored_from bigint;
