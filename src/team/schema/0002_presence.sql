-- Who is there, with several nodes of the house on one database.
--
-- A node that has not said for a while that it lives is dead: the sockets it counted are gone with it.
create table nodes (
    id      text   primary key,
    seen_at bigint not null
);
create table node_sockets (
    id     text   primary key,           -- node and person
    node   text   not null,
    shop   text   not null,
    person text   not null references people (id),
    count  bigint not null check (count > 0)
);
create index node_sockets_by_person on node_sockets (person);
create index node_sockets_by_node on node_sockets (node);
-- When colleagues last had something new to see of this person.
alter table people add column changed_at bigint not null default 0;
