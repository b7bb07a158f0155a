-- What was given, or asked to be given, for a delay.
create table delay_offers (
    id           text   primary key,
    shop         text   not null references shops (id),
    client_key   text   not null,
    parcel       text   not null,
    order_id     text   not null,
    conversation text   not null,
    lateness     text   not null check (lateness in ('none', 'within_day', 'within_three', 'longer')),
    amount       bigint not null check (amount > 0),
    currency     text   not null,
    state        text   not null check (state in ('asked', 'given', 'refused')),
    case_id      text   not null,               -- the compensation by which it is paid; empty: not yet
    asked_by     text   not null,
    asked_name   text   not null,
    decided_by   text   not null,
    decided_name text   not null,
    reason       text   not null,               -- why it was refused
    asked_at     bigint not null,
    given_at     bigint
);
create unique index delay_offers_once on delay_offers (shop, client_key);
create index delay_offers_of_parcel on delay_offers (shop, parcel);
create index delay_offers_given on delay_offers (shop, given_at) where given_at is not null;
create index delay_offers_asked on delay_offers (shop, asked_at) where state = 'asked';
