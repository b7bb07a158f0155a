-- A shop's changes to the house's pack, edition by edition. A draft has number 0; what is published
-- is never changed again, only withdrawn before it starts.
create table pack_editions (
    id           text   primary key,
    shop         text   not null,
    number       bigint not null,
    state        text   not null check (state in ('draft', 'published', 'withdrawn')),
    changes      text   not null,            -- JSON: rules off, exceptions, own rules
    note         text   not null,
    author       text   not null,
    author_name  text   not null,
    house        text   not null,            -- the version of the house's pack it was made for
    made_at      bigint not null,
    published_at bigint not null,            -- 0: a draft
    starts_at    bigint not null             -- 0: a draft
);
create unique index pack_editions_once on pack_editions (shop, number);

-- A draft tried on the chats of the last month, before it is published.
create table pack_trials (
    id         text   primary key,
    shop       text   not null,
    author     text   not null,
    state      text   not null check (state in ('running', 'done')),
    changes    text   not null,              -- JSON, as tried
    number     bigint not null,              -- the edition it is compared with, 0: the house's pack
    since      bigint not null,
    place      text   not null,              -- the last message that was judged
    judged     bigint not null,
    total      bigint not null,
    findings   text   not null,              -- JSON
    made_at    bigint not null
);
create index pack_trials_by_shop on pack_trials (shop, made_at);

-- Where a stopped text came from, and what it answered: both are wanted for training.
alter table held_replies add column origin text not null default 'agent';
alter table held_replies add column buyer_text text not null default '';
create index held_replies_by_time on held_replies (shop, first_at);
