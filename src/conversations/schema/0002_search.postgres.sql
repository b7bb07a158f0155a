-- Terms are cut by kit/text (pairs of characters, words), so both engines find the same rows.
create table message_terms (
    message text primary key,
    shop    text not null,
    terms   tsvector not null
);
create index message_terms_by_term on message_terms using gin (terms);
