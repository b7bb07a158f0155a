-- When the shop is there, who is planned when, leave, swaps, what comes in, who was there.
create table shift_settings (
    id      text   primary key references shops (id),
    hours   text   not null,           -- JSON: business hours
    kinds   text   not null,           -- JSON list: the shop's kinds of shift
    demand  text   not null,           -- JSON: what staffing reckons with
    version bigint not null
);

-- What is published, and beside it what has been changed since.
create table planned_days (
    id      text   primary key,
    shop    text   not null references shops (id),
    person  text   not null references people (id),
    day     text   not null,           -- local date
    stage   text   not null check (stage in ('draft', 'published')),
    kinds   text   not null,           -- JSON list of codes; a draft without any takes the day free
    periods text   not null            -- JSON list, as the kinds were then
);
create unique index planned_days_once on planned_days (shop, day, person, stage);

create table leaves (
    id         text   primary key,
    shop       text   not null references shops (id),
    person     text   not null references people (id),
    from_day   text   not null,
    to_day     text   not null,        -- inclusive
    reason     text   not null,
    state      text   not null check (state in ('asked', 'approved', 'refused', 'withdrawn')),
    asked_at   bigint not null,
    decided_by text   not null,
    decided_at bigint,
    note       text   not null
);
create index leaves_by_day on leaves (shop, to_day);

create table shift_swaps (
    id            text   primary key,
    shop          text   not null references shops (id),
    asker         text   not null references people (id),
    asker_day     text   not null,
    colleague     text   not null references people (id),
    colleague_day text   not null,
    state         text   not null check (state in ('asked', 'agreed', 'approved', 'refused', 'withdrawn')),
    asked_at      bigint not null,
    decided_by    text   not null,
    decided_at    bigint,
    version       bigint not null
);
create index shift_swaps_by_day on shift_swaps (shop, asker_day);

-- Every conversation that came into the queue, by the half hour it came in.
create table arrivals (
    id        text   primary key,      -- the conversation and when it came: told twice, counted once
    shop      text   not null references shops (id),
    begins_at bigint not null
);
create index arrivals_by_time on arrivals (shop, begins_at);

-- Who had which status since when, and why.
create table status_times (
    id     text   primary key,
    shop   text   not null references shops (id),
    person text   not null references people (id),
    status text   not null check (status in ('online', 'busy', 'rest', 'offline')),
    since  bigint not null,
    reason text   not null
);
create index status_times_by_person on status_times (shop, person, since);
