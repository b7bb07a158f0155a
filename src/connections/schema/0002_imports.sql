-- Files of orders that people brought, and what could not be taken of them.
create table imports (
    id          text   primary key,
    shop        text   not null references shops (id),
    person      text   not null,
    person_name text   not null,
    name        text   not null,           -- as the person's machine calls it; only shown
    state       text   not null check (state in ('arriving', 'waiting', 'reading', 'taking', 'done', 'canceled', 'refused')),
    market      text   not null check (market in ('taobao', 'jd', 'pdd', 'douyin', 'unknown')),
    charset     text   not null,           -- utf-8, gb18030, utf-16, xlsx
    reason      text   not null,           -- why it was refused: a word
    bytes       bigint not null,
    received    bigint not null,
    read_at     bigint not null,           -- bytes of the rows that were taken
    row_bytes   bigint not null,           -- of all rows
    rows_read   bigint not null,
    added       bigint not null,
    changed     bigint not null,
    unchanged   bigint not null,
    faults      bigint not null,
    made_at     bigint not null,
    ended_at    bigint,
    version     bigint not null
);
create index imports_by_time on imports (shop, made_at);

create table import_faults (
    id      text   primary key,
    shop    text   not null,
    import  text   not null references imports (id),
    line    bigint not null,
    number  text   not null,               -- of the order, when it could be read
    heading text   not null,
    reason  text   not null
);
create index import_faults_by_line on import_faults (import, line, id);
