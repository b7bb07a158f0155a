-- Where a conversation stands in the queue, who had it, and who was part of it.
alter table conversations add column queue_from bigint not null default 0;      -- its turn: queued_at less its head start
alter table conversations add column queue_group text;                          -- null: not sorted in yet; empty: anybody
alter table conversations add column queue_needs text not null default '[]';    -- JSON list of skills
alter table conversations add column passed text not null default '[]';         -- JSON list of people who let it lie
alter table conversations add column last_person text references people (id);   -- who had it last
alter table conversations add column assigned_at bigint;                        -- since when the assignee has it
update conversations set queue_from = queued_at, last_person = assignee;
update conversations set assigned_at = queued_at where state = 'assigned';
create index conversations_turn on conversations (shop, state, queue_from, id);
create index conversations_owed on conversations (shop, waiting_since) where state = 'assigned';

create table conversation_people (
    id           text   primary key,     -- conversation and person
    shop         text   not null,
    conversation text   not null references conversations (id),
    person       text   not null references people (id),
    since        bigint not null
);
create index conversation_people_by_person on conversation_people (shop, person);
create index conversation_people_by_time on conversation_people (shop, since, person);
insert into conversation_people (id, shop, conversation, person, since)
    select id || ' ' || assignee, shop, id, assignee, opened_at from conversations where assignee is not null;
