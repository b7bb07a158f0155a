-- What chats were worth: one row a chat and the person who answered it, the newest sheet.
create table chat_scores (
    id           text   primary key,     -- conversation and person
    shop         text   not null,
    conversation text   not null references conversations (id),
    person       text   not null references people (id),
    day          text   not null,        -- of the last answer, Beijing time, YYYY-MM-DD
    timeliness   bigint not null,
    tone         bigint not null,
    script       bigint not null,
    completeness bigint not null,
    total        bigint not null,
    grade        text   not null check (grade in ('fatal', 'd', 'c', 'b', 'a')),
    messages     bigint not null,
    losses       text   not null,        -- JSON list
    scored_at    bigint not null
);
create index chat_scores_by_person on chat_scores (shop, person, day);
create index chat_scores_by_day on chat_scores (shop, day);
