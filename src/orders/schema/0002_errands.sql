-- Sources that somebody asks for us: what they cannot do must be done over there.
create table order_sources (
    id         text   primary key,
    shop       text   not null references shops (id),
    source     text   not null,
    cancels    bigint not null,
    dispatches bigint not null
);
create unique index order_sources_by_source on order_sources (shop, source);

-- What the desk asked of a source. The order changes when the source says so.
create table order_errands (
    id       text   primary key,
    shop     text   not null,
    order_id text   not null references orders (id),
    act      text   not null check (act in ('cancel', 'dispatch')),
    reason   text   not null,              -- of a cancellation
    carrier  text   not null,              -- of a dispatch, as the desk wrote it
    number   text   not null,
    lines    text   not null,              -- JSON list of {line, quantity}, the source's numbers
    person   text   not null,
    state    text   not null check (state in ('waiting', 'done', 'refused')),
    error    text   not null,              -- a word
    made_at  bigint not null,
    ended_at bigint
);
create index order_errands_by_order on order_errands (order_id, made_at);
