-- 查件: parcels that are looked for, every step of it, and every word with a courier.
create table tracings (
    id             text   primary key,
    shop           text   not null references shops (id),
    number         text   not null,             -- TR2611220001, for people
    client_key     text   not null,             -- of whoever opened it: the same key again is the same tracing
    order_id       text   not null,
    order_number   text   not null,
    parcel         text   not null,
    carrier        text   not null,
    carrier_name   text   not null,
    waybill        text   not null,
    contact        text   not null,             -- empty: nobody we know
    buyer_name     text   not null,
    conversation   text   not null,             -- empty: not from a chat
    goods_title    text   not null,
    reason         text   not null check (reason in ('silent', 'late', 'not_received', 'damaged', 'other')),
    opened_by      text   not null check (opened_by in ('agent', 'buyer', 'watch')),
    words          text   not null,             -- an agent's; buyers pick a reason and write nothing here
    state          text   not null check (state in ('open', 'asked', 'answered', 'unanswered', 'appealed', 'moving',
                                                    'lost', 'damaged', 'delivered', 'settled', 'closed')),
    ran_out        bigint not null,             -- the deadline of this state has passed
    assignee       text   not null,             -- empty: nobody's
    case_id        text   not null,             -- the after-sales case that it became; empty: none
    case_number    text   not null,
    silent_since   bigint not null,
    opened_at      bigint not null,
    state_since    bigint not null,
    promised_by    bigint,                      -- the courier's own word
    deadline_at    bigint,
    rank_at        bigint not null,             -- the order of the list: 0 where a lead is called
    over_at        bigint,
    version        bigint not null
);
create unique index tracings_by_number on tracings (shop, number);
create unique index tracings_once on tracings (shop, client_key);
create unique index tracings_open_of_parcel on tracings (shop, parcel) where over_at is null;
create index tracings_open on tracings (shop, rank_at, id) where over_at is null;
create index tracings_of_person on tracings (shop, assignee, rank_at, id) where over_at is null;
create index tracings_over on tracings (shop, over_at);
create index tracings_of_order on tracings (shop, order_id);
create index tracings_of_case on tracings (shop, case_id) where case_id <> '';

create table tracing_steps (
    id          text   primary key,
    shop        text   not null,
    tracing     text   not null references tracings (id),
    seq         bigint not null,
    event       text   not null,                -- a word of the machine, or opened, assigned, case_opened
    actor       text   not null,
    who         text   not null,
    who_name    text   not null,
    from_state  text   not null,
    to_state    text   not null,
    note        text   not null,
    deadline_at bigint,
    news        text   not null check (news in ('none', 'waiting', 'sent', 'nobody', 'stopped', 'outdated')),
    news_text   text   not null,                -- what the buyer was told
    at          bigint not null
);
create unique index tracing_steps_in_order on tracing_steps (tracing, seq);

-- The log: whom we reached, how, what they said, what they promised.
create table courier_contacts (
    id          text   primary key,
    shop        text   not null,
    tracing     text   not null references tracings (id),
    channel     text   not null check (channel in ('phone', 'portal', 'chat', 'mail')),
    spoke_to    text   not null,
    said        text   not null,
    outcome     text   not null check (outcome in ('asked', 'nobody_there', 'looking', 'found', 'delivered', 'lost', 'damaged')),
    promised_by bigint,
    who         text   not null,
    who_name    text   not null,
    at          bigint not null
);
create index courier_contacts_of_tracing on courier_contacts (tracing, at);

create table tracing_rules (
    id           text   primary key,            -- the shop
    shop         text   not null,
    ask_hours    bigint not null,
    answer_hours bigint not null,
    watch_opens  bigint not null,
    delay_budget bigint not null,
    version      bigint not null
);
