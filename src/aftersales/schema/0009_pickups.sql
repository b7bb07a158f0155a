-- A courier fetches what comes back: which hours the shop offers, and what a buyer chose.
create table after_pickup_rules (
    id   text primary key,
    shop text not null,
    body text not null                          -- JSON
);
create unique index after_pickup_rules_of on after_pickup_rules (shop);

create table after_pickups (
    id           text   primary key,
    shop         text   not null,
    case_id      text   not null references after_cases (id),
    client_key   text   not null,
    state        text   not null check (state in ('asked', 'booked', 'collected', 'failed', 'withdrawn')),
    from_at      bigint not null,
    to_at        bigint not null,
    name_slip    text   not null,               -- of the vault, as the two below it
    phone_slip   text   not null,
    address_slip text   not null,
    carrier      text   not null,               -- empty until it is booked
    number       text   not null,
    reason       text   not null,               -- why it failed
    asked_at     bigint not null,
    booked_at    bigint,
    ended_at     bigint
);
create unique index after_pickups_once on after_pickups (case_id, client_key);
create unique index after_pickups_running on after_pickups (case_id) where state in ('asked', 'booked');
create index after_pickups_coming on after_pickups (shop, from_at) where state in ('asked', 'booked');
create index after_pickups_by_number on after_pickups (shop, number) where state = 'booked';
