-- Disputes that a platform or an authority decides, each with its file of evidence and its history.
create table disputes (
    id              text   primary key,
    shop            text   not null references shops (id),
    number          text   not null,              -- DP000001, for people
    platform        text   not null check (platform in ('jd', 'douyin', 'taobao', 'pdd', 'weixin', 'complaint')),
    platform_number text   not null,              -- what the platform calls it
    order_id        text   not null,
    order_number    text   not null,
    case_id         text   not null,              -- empty: none yet
    case_number     text   not null,
    buyer_name      text   not null,
    goods_title     text   not null,
    reason          text   not null,
    words           text   not null,              -- what is asked, as the platform words it
    asked           bigint not null,
    ruled           bigint,                       -- what goes to the buyer by the newest ruling
    currency        text   not null,
    state           text   not null check (state in ('filed', 'evidence_wanted', 'evidence_filed', 'more_wanted', 'ruled_buyer',
                           'ruled_seller', 'ruled_shared', 'settled', 'appealed', 'executed', 'withdrawn', 'closed')),
    awaited         text   not null check (awaited in ('us', 'platform', 'nobody')),
    appeals         bigint not null,
    duty            text   not null,              -- JSON: who proves first, by which article
    pieces          text   not null,              -- JSON list: what is shown, and when it was filed
    opened_by       text   not null,
    opened_name     text   not null,
    filed_at        bigint not null,              -- over there
    opened_at       bigint not null,              -- here
    state_since     bigint not null,              -- from when its clock counts
    ruled_at        bigint,
    named_until     bigint,                       -- the platform named a time of its own
    deadline_at     bigint,
    warned_at       bigint,
    missed_at       bigint,
    rank_at         bigint not null,              -- 0: a lead is called
    over_at         bigint,
    version         bigint not null
);
create unique index disputes_by_number on disputes (shop, number);
create unique index disputes_by_platform on disputes (shop, platform, platform_number);
create index disputes_open on disputes (shop, awaited, rank_at, id) where over_at is null;
create index disputes_called on disputes (shop, id) where over_at is null and rank_at = 0;
create index disputes_over on disputes (shop, over_at, id) where over_at is not null;
create index disputes_of_order on disputes (shop, order_id);
create index disputes_of_case on disputes (shop, case_id) where case_id <> '';
create index disputes_of_month on disputes (shop, filed_at);

create table dispute_steps (
    id          text   primary key,
    shop        text   not null,
    dispute     text   not null references disputes (id),
    seq         bigint not null,
    event       text   not null,
    who         text   not null,
    who_name    text   not null,
    from_state  text   not null,
    to_state    text   not null,
    note        text   not null,
    amount      bigint,
    deadline_at bigint,
    at          bigint not null
);
create unique index dispute_steps_in_order on dispute_steps (dispute, seq);
