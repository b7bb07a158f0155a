-- Contacts are the buyers of a shop; a visitor is one browser of one contact.
create table contacts (
    id            text   primary key,
    shop          text   not null references shops (id),
    name          text   not null,
    external_id   text,                       -- the shop's own number for this buyer, once proved
    verified      bigint not null,
    note          text   not null,
    tags          text   not null,            -- JSON list
    locale        text   not null,
    first_seen_at bigint not null,
    last_seen_at  bigint not null,
    version       bigint not null
);
create unique index contacts_by_external_id on contacts (shop, external_id);
create index contacts_by_seen on contacts (shop, last_seen_at);

create table visitors (
    id      text   primary key,              -- sha256 of the browser's secret
    shop    text   not null,
    contact text   not null references contacts (id),
    made_at bigint not null
);
create index visitors_by_contact on visitors (contact);
