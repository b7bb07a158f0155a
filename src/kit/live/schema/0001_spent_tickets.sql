-- Live tickets that have opened their socket, until they would have expired anyway: each opens one, on any node.
create table spent_tickets (
    id    text   primary key,   -- sha256 of the ticket
    until bigint not null       -- UTC microseconds
);
create index spent_tickets_by_end on spent_tickets (until);
