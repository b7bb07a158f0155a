-- Work for later: reactions to events, timers, effects outside. A row is there until it is done.
create table jobs (
    id          text   primary key,
    kind        text   not null,
    once        text,                       -- at most one waiting row of this kind and word
    payload     text   not null,
    due_at      bigint not null,            -- UTC microseconds
    attempts    bigint not null,
    leased_until bigint not null,           -- an outside effect is on its way until then
    fence       bigint not null,            -- rises with every lease; the result names it
    state       text   not null check (state in ('waiting', 'failed')),
    error       text   not null
);
create index jobs_by_due on jobs (state, due_at);
create unique index jobs_once on jobs (kind, once);
