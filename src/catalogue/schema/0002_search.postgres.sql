-- Terms are cut by kit/text, so both engines find the same rows. The row's number is the product's.
create table product_terms (
    number bigint   primary key,
    shop   text     not null,
    terms  tsvector not null
);
create index product_terms_by_term on product_terms using gin (terms);
