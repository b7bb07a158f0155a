-- Promotions as data: what is taken off what, when, for whom, and beside what else.
create table promotions (
    id           text   primary key,
    shop         text   not null references shops (id),
    number       bigint not null,
    name         text   not null,
    kind         text   not null check (kind in ('item_discount', 'full_reduction', 'shop_coupon',
                        'member_coupon', 'gift', 'free_shipping')),
    enabled      bigint not null,
    starts_at    bigint not null,
    ends_at      bigint not null,
    member_level bigint not null,
    scope        text   not null check (scope in ('everything', 'categories', 'products', 'variants')),
    covers       text   not null,                -- JSON list of ids of the scope
    leaves_out   text   not null,                -- JSON list of product ids that it does not cover
    currency     text   not null,
    rate         bigint not null,                -- off, in ten-thousandths; 0: an amount is
    amount       bigint not null,                -- off; for an item discount with `rate` 0
    price        bigint,                         -- of an item discount that says a price
    threshold    bigint not null,
    cap          bigint,
    ladder       text   not null check (ladder in ('steps', 'every')),
    steps        text   not null,                -- JSON list of {over, off}
    per_buyer    bigint not null,
    not_with     text   not null,                -- JSON list of kinds
    gift         text   references variants (id),
    gifts        bigint not null,
    made_at      bigint not null,
    version      bigint not null,
    constraint in_time check (starts_at < ends_at)
);
create index promotions_in_order on promotions (shop, number);
create index promotions_by_end on promotions (shop, ends_at);
