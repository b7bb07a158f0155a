-- What was promised to buyers, by when, and what became of it.
create table promises (
    id           text   primary key,
    shop         text   not null references shops (id),
    cause        text   not null,           -- the message and which of its promises, or the word of who made it
    kind         text   not null check (kind in ('reply', 'ship', 'refund', 'replace', 'compensate', 'call_back', 'check', 'other')),
    state        text   not null check (state in ('suggested', 'open', 'kept', 'broken', 'withdrawn', 'dismissed', 'lapsed')),
    owner        text   references people (id),
    placed       bigint not null,           -- 1: a lead chose the owner; it follows no hand-over
    said_by      text,                      -- a person; nothing: the house
    conversation text   references conversations (id),
    contact      text,
    order_id     text,
    message      text,
    seq          bigint not null,           -- of the message; 0: none
    words        text   not null,
    words_from   bigint not null,           -- in code points of the message
    words_to     bigint not null,
    made_at      bigint not null,
    due_at       bigint,                    -- nothing: no time was said
    turn_at      bigint not null,           -- its place in the list: due, or when it was said
    warn_at      bigint,
    warned_at    bigint,
    done_seen_at bigint,                    -- something happened that may have kept it
    broken_at    bigint,
    closed_at    bigint,                    -- somebody said what became of it
    closed_by    text,
    note         text   not null,
    version      bigint not null
);
create unique index promises_once on promises (shop, cause);
create index promises_due on promises (shop, turn_at, id) where closed_at is null;
create index promises_of_owner on promises (shop, owner, turn_at, id) where closed_at is null;
create index promises_of_conversation on promises (shop, conversation, made_at);
create index promises_of_order on promises (shop, order_id) where closed_at is null;
create index promises_closed on promises (shop, closed_at, id) where closed_at is not null;

create table promise_rules (
    id           text   primary key references shops (id),
    warn_minutes bigint not null,
    warn_percent bigint not null,
    version      bigint not null
);
