-- What the gate held or stopped, with its reason: the proof of the three-second buffer, and material
-- for training. Buyers never see any of it.
create table held_replies (
    id           text   primary key,
    shop         text   not null,
    conversation text   not null,
    person       text   not null,
    client_key   text   not null,
    colour       text   not null check (colour in ('green', 'yellow', 'red')),
    body         text   not null,
    verdict      text   not null,            -- JSON
    first_at     bigint not null,            -- when this text was first tried
    override_reason text not null            -- why a lead sent it all the same; empty: nobody did
);
create unique index held_replies_once on held_replies (shop, person, client_key);
