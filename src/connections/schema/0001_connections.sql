-- Shops that are connected. What opens them lies sealed; nobody reads it back.
create table connections (
    id         text   primary key,
    shop       text   not null references shops (id),
    kind       text   not null check (kind in ('vendure', 'woocommerce', 'shopify', 'medusa', 'open_api')),
    source     text   not null,            -- under which its orders and products are known
    name       text   not null,
    url        text   not null,
    state      text   not null check (state in ('active', 'paused')),
    sealed     text   not null,            -- user, password, signing secret
    session    text   not null,            -- sealed; what a sign-in over there gave
    marks      text   not null,            -- JSON: how far each kind of thing was read
    rung_at    bigint not null,            -- the shop called: look at once
    polled_at  bigint not null,
    synced_at  bigint,                     -- last time everything was read
    lag_us     bigint not null,            -- from a change over there until it stood here, last seen
    failures   bigint not null,            -- in a row
    error      text   not null,            -- a word; empty when all is well
    failed_at  bigint,
    made_at    bigint not null,
    version    bigint not null
);
create unique index connections_by_source on connections (shop, source);

-- What was last taken of each thing over there, so that the same again changes nothing.
create table connection_items (
    id          text   primary key,
    shop        text   not null,
    connection  text   not null references connections (id),
    kind        text   not null check (kind in ('order', 'product', 'contact')),
    external_id text   not null,
    digest      text   not null,
    changed_at  bigint not null,
    version     bigint not null,
    fault       text   not null,           -- a word; empty when it was taken
    field       text   not null,
    taken_at    bigint not null
);
create unique index connection_items_by_external_id on connection_items (connection, kind, external_id);
create index connection_items_by_fault on connection_items (shop, fault, taken_at);

-- Calls of other shops that were taken, by their signature: none counts twice.
create table deliveries (
    id         text   primary key,
    shop       text   not null,
    connection text   not null references connections (id),
    signature  text   not null,
    at         bigint not null
);
create unique index deliveries_by_signature on deliveries (connection, signature);
create index deliveries_by_time on deliveries (at);

-- Money that a shop is asked to pay back.
create table refund_requests (
    id          text   primary key,
    shop        text   not null,
    connection  text   not null references connections (id),
    order_id    text   not null,
    external_id text   not null,           -- the order's, over there
    key         text   not null,           -- of the asking room: the same again is the same request
    amount      bigint not null,
    currency    text   not null,
    reason      text   not null,
    state       text   not null check (state in ('waiting', 'done', 'refused')),
    refund      text   not null,           -- its number over there
    error       text   not null,
    made_at     bigint not null,
    ended_at    bigint
);
create unique index refund_requests_by_key on refund_requests (shop, key);
