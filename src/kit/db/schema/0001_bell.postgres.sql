-- Live events on their way to every node. Unlogged: a crash of the database ends every socket's
-- transaction too, and a socket that resumes reads the messages themselves.
create unlogged table live_mail (
    seq   bigint generated always as identity primary key,
    at    timestamptz not null default clock_timestamp(),
    mail  text   not null
);
