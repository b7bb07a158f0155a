-- What buyers bought. An order comes from a source (a shop system, an import, the open interface) that is
-- the authority on it; our acts are sent there and come back as a newer version.
create table orders (
    id                     text   primary key,
    shop                   text   not null references shops (id),
    source                 text   not null,      -- "vendure", "taobao", "api", …
    external_id            text   not null,      -- what the source calls it
    source_version         bigint not null,
    digest                 text   not null,      -- of what the source said last
    number                 text   not null,      -- what people call it
    contact                text   references contacts (id),
    buyer                  text   not null,      -- the source's number of the buyer; empty: none
    tier                   text   not null,      -- the buyer's member level, as the source words it
    state                  text   not null check (state in ('unpaid', 'paid', 'part_shipped', 'shipped',
                                                            'delivered', 'done', 'canceled', 'refunded')),
    currency               text   not null,
    goods                  bigint not null,      -- sum of price × quantity
    freight                bigint not null,
    adjustment             bigint not null,      -- what the source's total has that nothing explains
    payable                bigint not null,
    refunded               bigint not null,
    discounts              text   not null,      -- JSON list of {kind, title, amount, shares by line}
    tenders                text   not null,      -- JSON list of {kind, amount}
    placed_at              bigint not null,
    paid_at                bigint,
    shipped_at             bigint,
    delivered_at           bigint,
    done_at                bigint,
    closed_at              bigint,
    promised_by            bigint,               -- dispatch was promised by then
    late_at                bigint,               -- the promise was seen broken
    remark                 text   not null,      -- the desk's
    flag                   text   not null check (flag in ('none', 'red', 'yellow', 'green', 'blue', 'purple')),
    buyer_remark           text   not null,
    receiver_name_token    text   not null,
    receiver_phone_token   text   not null,
    receiver_address_token text   not null,
    receiver_region        text   not null,      -- province and city
    phone_tail             text   not null,      -- last four digits: what a buyer may be asked for
    version                bigint not null
);
create unique index orders_by_source on orders (shop, source, external_id);
create index orders_by_number on orders (shop, number);
create index orders_by_contact on orders (shop, contact, placed_at) where contact is not null;
create index orders_by_buyer on orders (shop, buyer, placed_at) where buyer <> '';
create index orders_by_time on orders (shop, placed_at, id);
create index orders_by_state on orders (shop, state, placed_at, id);
create index orders_by_flag on orders (shop, flag, placed_at, id) where flag <> 'none';
create index orders_by_tail on orders (shop, phone_tail, placed_at) where phone_tail <> '';
create index orders_by_name on orders (shop, receiver_name_token, placed_at) where receiver_name_token <> '';
create index orders_by_phone on orders (shop, receiver_phone_token, placed_at) where receiver_phone_token <> '';

create table order_lines (
    id          text   primary key,
    shop        text   not null,
    order_id    text   not null references orders (id),
    place       bigint not null,
    external_id text   not null,
    product     text   not null,                 -- of the catalogue; empty: not known there
    variant     text   not null,
    sku         text   not null,
    title       text   not null,
    options     text   not null,                 -- "青花 · 300 ml"
    picture     text   not null,
    gift        bigint not null,
    quantity    bigint not null check (quantity > 0),
    price       bigint not null check (price >= 0),   -- of one, before discounts
    paid        bigint not null check (paid >= 0),    -- share of what was paid for the whole line, without freight
    shipped     bigint not null,
    returned    bigint not null,
    refunded    bigint not null
);
create unique index order_lines_by_order on order_lines (order_id, external_id);

create table order_refunds (
    id          text   primary key,              -- the key of who asked: once is once
    shop        text   not null,
    order_id    text   not null references orders (id),
    line        text,                            -- none: of the whole order, or freight
    amount      bigint not null check (amount >= 0),
    quantity    bigint not null,                 -- goods that came back with it
    refunded_at bigint not null
);
create index order_refunds_by_order on order_refunds (order_id);

create table parcels (
    id            text   primary key,
    shop          text   not null,
    order_id      text   not null references orders (id),
    carrier       text   not null,               -- our code: "shunfeng"; "other" with its name
    carrier_name  text   not null,
    number        text   not null,
    state         text   not null check (state in ('packed', 'picked_up', 'in_transit', 'out_for_delivery',
                                                   'at_pickup_point', 'delivered', 'exception', 'refused',
                                                   'returning', 'returned', 'customs')),
    lines         text   not null,               -- JSON list of {line, quantity}; empty: everything
    route         text   not null check (route in ('same_city', 'same_province', 'cross_province', 'remote',
                                                   'abroad')),
    shipped_at    bigint not null,
    last_text     text   not null,
    moved_at      bigint not null,               -- time of the newest trace, else of dispatch
    eta           bigint,
    stuck_at      bigint,                        -- since when we know that it stands still
    delivered_at  bigint,
    version       bigint not null
);
create unique index parcels_by_order on parcels (order_id, carrier, number);
create index parcels_by_number on parcels (shop, number);
create index parcels_stuck on parcels (shop, stuck_at) where stuck_at is not null;

create table parcel_traces (
    id     text   primary key,                   -- of parcel, time and text: a trace told twice is one
    shop   text   not null,
    parcel text   not null references parcels (id),
    at     bigint not null,
    state  text   not null,
    place  text   not null,
    text   text   not null
);
create index parcel_traces_by_parcel on parcel_traces (parcel, at);

-- What a source sent that cannot be an order, with the reason; nothing of it was taken.
create table quarantined_orders (
    id          text   primary key,              -- of source, number and reason: a repetition counts up
    shop        text   not null,
    source      text   not null,
    external_id text   not null,
    number      text   not null,
    reason      text   not null,
    field       text   not null,
    detail      text   not null,                 -- what was sent, without personal data; JSON
    times       bigint not null,
    first_at    bigint not null,
    last_at     bigint not null
);
create index quarantined_orders_by_time on quarantined_orders (shop, last_at);
create index quarantined_orders_by_source on quarantined_orders (shop, source, external_id);

-- The clocks of a shop; absent: the defaults of orders.hpp.
create table order_clocks (
    id              text   primary key references shops (id),
    shop            text   not null,
    dispatch_hours  bigint not null,             -- promised from payment when the source says nothing
    ship_from       text   not null,             -- "浙江省杭州市"
    silent_hours    text   not null,             -- JSON list of hours by route class
    version         bigint not null
);

-- Carriers' pushes: one secret address each.
create table carrier_feeds (
    id      text   primary key,
    shop    text   not null,
    kind    text   not null check (kind in ('kuaidi100', 'seventeentrack', 'aftership')),
    secret  text   not null,                     -- sealed with a key of the house
    made_at bigint not null,
    heard_at bigint,
    refused bigint not null                      -- pushes with a wrong signature
);
create unique index carrier_feeds_by_kind on carrier_feeds (shop, kind);
create table carrier_pushes (
    id       text   primary key,                 -- feed and digest of the body: a repetition changes nothing
    shop     text   not null,
    feed     text   not null references carrier_feeds (id),
    heard_at bigint not null
);
create index carrier_pushes_by_time on carrier_pushes (heard_at);

-- Tries of strangers to see an order by number and phone tail; counted by the hour, number hashed.
create table tracking_tries (
    id     text   primary key,
    shop   text   not null,
    hour   bigint not null,
    tries  bigint not null
);
create index tracking_tries_by_hour on tracking_tries (hour);
