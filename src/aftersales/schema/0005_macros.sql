-- Several things in one go: money within the runner's limit, words through the gate, tags, an end. The table of
-- 0001 was never used.
drop table after_macros;
create table after_macros (
    id        text   primary key,
    shop      text   not null references shops (id),
    name      text   not null,
    money     text   not null check (money in ('none', 'amount', 'percent')),
    amount    bigint not null,
    percent   bigint not null,
    kind      text   not null check (kind in ('partial_refund', 'compensation')),
    reason    text   not null,
    script    text   not null,             -- empty: nothing is said
    tags      text   not null,             -- JSON list
    assign_to text   not null,             -- of the case; empty: whoever runs it
    closes    bigint not null,             -- the conversation, at the end
    uses      bigint not null,
    made_by   text   not null,
    made_at   bigint not null,
    version   bigint not null
);
create unique index after_macros_by_name on after_macros (shop, name);

-- Each run once: the same key again is the same run.
create table after_macro_runs (
    id           text   primary key,
    shop         text   not null,
    client_key   text   not null,
    macro        text   not null,
    name         text   not null,
    conversation text   not null,
    order_id     text   not null,
    case_id      text   not null,
    message      text   not null,
    amount       bigint not null,
    who          text   not null,
    at           bigint not null
);
create unique index after_macro_runs_once on after_macro_runs (shop, who, client_key);
