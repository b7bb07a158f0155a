-- What the shop sells, where it lies, what it costs, and what the law says about giving it back.
create table catalogues (
    id       text   primary key references shops (id),
    currency text   not null,                    -- ISO 4217; every price of the shop is in it
    version  bigint not null
);

create table categories (
    id            text   primary key,
    shop          text   not null references shops (id),
    name          text   not null,
    seven_day     text   not null check (seven_day in ('applies', 'custom_made', 'perishable', 'digital',
                         'periodical', 'unsealing_harms', 'loses_value', 'disclosed_flaw')),
    intact        text   not null check (intact in ('general', 'sealed', 'electronic', 'tagged')),
    return_days   bigint not null,               -- promised beyond the law; 0: what the law says
    exchange_days bigint not null,
    warranty_days bigint not null,
    version       bigint not null
);
create unique index categories_by_name on categories (shop, name);

create table warehouses (
    id      text   primary key,
    shop    text   not null references shops (id),
    code    text   not null,
    name    text   not null,
    version bigint not null
);
create unique index warehouses_by_code on warehouses (shop, code);

create table products (
    id              text   primary key,
    shop            text   not null references shops (id),
    number          bigint not null,             -- order of arrival; lists go by it
    title           text   not null,
    summary         text   not null,
    state           text   not null check (state in ('on_sale', 'off_sale', 'archived')),
    category        text   references categories (id),
    seven_day       text   check (seven_day in ('applies', 'custom_made', 'perishable', 'digital',
                           'periodical', 'unsealing_harms', 'loses_value', 'disclosed_flaw')),
    url             text   not null,
    picture         text   not null,
    pictures        text   not null,             -- JSON list of addresses
    parameters      text   not null,             -- JSON list of {name, value}
    certificates    text   not null,             -- JSON list
    shelf_life_days bigint,
    source          text   not null,             -- which connected shop it came from; empty: made here
    external_id     text   not null,
    currency        text   not null,
    price_from      bigint not null,             -- of its variants on sale
    price_to        bigint not null,
    available       bigint not null,
    stock           text   not null check (stock in ('plenty', 'low', 'out')),
    made_at         bigint not null,
    changed_at      bigint not null,
    version         bigint not null,
    constraint prices_in_order check (0 <= price_from and price_from <= price_to)
);
create unique index products_by_number on products (number);
create unique index products_by_external_id on products (shop, source, external_id) where external_id <> '';
create index products_in_order on products (shop, number);
create index products_by_category on products (shop, category, number);
create index products_by_stock on products (shop, stock, number);
create index products_by_url on products (shop, url);

create table variants (
    id          text   primary key,
    shop        text   not null references shops (id),
    product     text   not null references products (id),
    position    bigint not null,
    sku         text   not null,
    title       text   not null,                 -- of its options: "青釉 / 350ml"
    options     text   not null,                 -- JSON list of {name, value}
    price       bigint not null check (price >= 0),
    list_price  bigint,
    currency    text   not null,
    picture     text   not null,
    barcode     text   not null,
    state       text   not null check (state in ('on_sale', 'off_sale')),
    low_at      bigint not null,                 -- this many or fewer are few
    available   bigint not null,                 -- on hand less reserved, over all warehouses
    source      text   not null,
    external_id text   not null,
    version     bigint not null
);
create unique index variants_by_sku on variants (shop, sku);
create unique index variants_by_external_id on variants (shop, source, external_id) where external_id <> '';
create index variants_by_product on variants (shop, product, position);
create index variants_by_barcode on variants (shop, barcode) where barcode <> '';

create table stock (
    id         text   primary key,
    shop       text   not null references shops (id),
    variant    text   not null references variants (id),
    warehouse  text   not null references warehouses (id),
    on_hand    bigint not null check (on_hand >= 0),
    reserved   bigint not null check (reserved >= 0),
    changed_at bigint not null
);
create unique index stock_by_place on stock (shop, variant, warehouse);
