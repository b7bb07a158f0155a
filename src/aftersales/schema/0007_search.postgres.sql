-- Terms are cut by kit/text (pairs of characters, words), so both engines find the same rows.
create table after_terms (
    case_id text   not null,
    shop    text   not null,
    at      bigint not null,
    terms   tsvector not null
);
create index after_terms_by_term on after_terms using gin (terms);
create index after_terms_by_time on after_terms (shop, at);
create index after_cases_by_order_number on after_cases (shop, order_number);
