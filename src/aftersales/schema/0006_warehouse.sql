-- What the inspection found line by line, and the way back to the buyer.
create table after_return_lines (
    id          text   primary key,
    shop        text   not null,
    return_id   text   not null references after_returns (id),
    line        text   not null,
    title       text   not null,
    expected    bigint not null,
    got         bigint not null,
    findings    text   not null,            -- JSON list
    disposition text   not null check (disposition in ('restock', 'write_off', 'send_back')),
    restocked   bigint not null
);
create index after_return_lines_of on after_return_lines (return_id);
alter table after_returns add column back_carrier text not null default '';
alter table after_returns add column back_number text not null default '';
alter table after_returns add column sent_back_at bigint;
