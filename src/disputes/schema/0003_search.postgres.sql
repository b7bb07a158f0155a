-- Terms are cut by kit/text (pairs of characters, words), so both engines find the same rows.
create table dispute_terms (
    dispute text   not null,
    shop    text   not null,
    at      bigint not null,
    terms   tsvector not null
);
create index dispute_terms_by_term on dispute_terms using gin (terms);
create index dispute_terms_by_time on dispute_terms (shop, at);
