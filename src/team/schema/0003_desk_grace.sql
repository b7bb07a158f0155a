-- How long a desk of this shop may be away before its person counts as gone.
create table desk_grace (
    id      text   primary key references shops (id),
    seconds bigint not null check (seconds between 10 and 90)
);
