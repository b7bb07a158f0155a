-- Claims on couriers, and what the contracts with them say.
create table claims (
    id            text   primary key,
    shop          text   not null references shops (id),
    number        text   not null,              -- CL2611220001, for people
    client_key    text   not null,
    tracing       text   not null,              -- empty: not from one
    parcel        text   not null,
    order_id      text   not null,
    order_number  text   not null,
    carrier       text   not null,
    carrier_name  text   not null,
    waybill       text   not null,
    goods_title   text   not null,
    kind          text   not null check (kind in ('lost', 'damaged', 'late')),
    state         text   not null check (state in ('prepared', 'sent', 'accepted', 'refused', 'paid', 'dropped')),
    goods         bigint not null,
    loss          bigint not null,
    declared      bigint not null,
    freight       bigint not null,
    asked         bigint not null,
    granted       bigint,
    paid          bigint,
    currency      text   not null,
    sum           text   not null,              -- JSON: how it was worked out
    pieces        text   not null,              -- JSON list of {key, zh, en, required, done, note}
    reference     text   not null,              -- the courier's number of it
    made_by       text   not null,
    made_name     text   not null,
    dispatched_at bigint not null,
    made_at       bigint not null,
    state_since   bigint not null,
    deadline_at   bigint,
    warned_at     bigint,
    missed_at     bigint,
    over_at       bigint,
    version       bigint not null
);
create unique index claims_by_number on claims (shop, number);
create unique index claims_once on claims (shop, client_key);
create unique index claims_open_of_parcel on claims (shop, parcel) where over_at is null;
create index claims_open on claims (shop, deadline_at, id) where over_at is null;
create index claims_over on claims (shop, over_at);
create index claims_of_tracing on claims (shop, tracing) where tracing <> '';
create index claims_of_carrier on claims (shop, carrier, currency);

create table claim_steps (
    id         text   primary key,
    shop       text   not null,
    claim      text   not null references claims (id),
    seq        bigint not null,
    event      text   not null,
    who_name   text   not null,
    from_state text   not null,
    to_state   text   not null,
    note       text   not null,
    amount     bigint,
    at         bigint not null
);
create unique index claim_steps_in_order on claim_steps (claim, seq);

create table carrier_terms (
    id               text   primary key,
    shop             text   not null,
    carrier          text   not null,
    window_days      bigint not null,
    answer_days      bigint not null,
    pay_days         bigint not null,
    freight_multiple bigint not null,
    note             text   not null,
    version          bigint not null
);
create unique index carrier_terms_of_carrier on carrier_terms (shop, carrier);
