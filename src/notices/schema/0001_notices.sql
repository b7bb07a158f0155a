-- What the house told buyers by itself. The id names the occasion, so that nothing is told twice.
create table notices (
    id           text   primary key,            -- shop, kind, order, parcel and occasion
    shop         text   not null references shops (id),
    kind         text   not null check (kind in ('payment_reminder', 'dispatched', 'out_for_delivery',
                                                 'at_pickup_point', 'delivered', 'parcel_stuck')),
    order_id     text   not null,
    parcel       text,
    contact      text,
    conversation text,
    text         text   not null,
    state        text   not null check (state in ('waiting', 'sent', 'needless', 'nobody', 'stopped', 'off')),
    due_at       bigint not null,
    sent_at      bigint,
    paid_at      bigint                         -- the order was paid after this reminder
);
create index notices_by_order on notices (shop, order_id);
create index notices_by_time on notices (shop, kind, sent_at);

create table notice_rules (
    id             text   primary key references shops (id),
    shop           text   not null,
    off            text   not null,             -- JSON list of kinds that are not told
    remind_minutes bigint not null,
    quiet_from     bigint not null,             -- hour of the shop's clock
    quiet_to       bigint not null,
    version        bigint not null
);
