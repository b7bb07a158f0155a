-- Personal data lives here and nowhere else: sealed, with a mask to show and a blind index to search by.
create table vault (
    id        text   primary key,              -- the slip that stands for the value everywhere else
    shop      text   not null references shops (id),
    kind      text   not null check (kind in ('phone', 'name', 'address', 'email', 'id_number', 'card_number',
                                              'account')),
    owner     text   not null,                 -- whose: a contact, an order; empty: the shop's, shared
    box       text   not null,                 -- the sealed value; empty: erased
    sealed_by text   not null,                 -- name of the key that did it
    blind     text   not null,                 -- HMAC of the plain form, for exact search; empty: erased
    mask      text   not null,                 -- 138****5678
    tail      text   not null,                 -- the last four digits of a phone, which its mask shows
    put_at    bigint not null
);
create index vault_by_blind on vault (shop, kind, blind, owner);
create index vault_by_tail on vault (shop, tail);
create index vault_by_key on vault (shop, sealed_by);
create index vault_by_owner on vault (shop, owner);

-- Who saw what as it is, and why. The audit says it too; this one is counted.
create table reveals (
    id     text   primary key,
    shop   text   not null,
    person text   not null,
    slip   text   not null,
    reason text   not null,
    at     bigint not null
);
create index reveals_by_person on reveals (shop, person, at);
