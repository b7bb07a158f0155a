-- Which marketplaces' limits a shop keeps to, its first acknowledgement, and what every day came to.
create table clock_settings (
    id          text   primary key,        -- the shop
    packs       text   not null,           -- JSON list of pack ids
    greets      bigint not null check (greets in (0, 1)),
    greet_after_s bigint not null,
    greeting    text   not null,
    version     bigint not null
);

create table clock_days (
    id       text   primary key,
    shop     text   not null,
    day      text   not null,              -- local date; limit_id '' says that the day has been counted
    limit_id text   not null,
    person   text   not null,              -- who answered; '' when nobody did
    in_time  bigint not null,
    total    bigint not null
);
create unique index clock_days_once on clock_days (shop, day, limit_id, person);
