-- Terms are cut by kit/text, so both engines find the same rows. The row's number is the product's.
create virtual table product_terms using fts5 (
    terms, shop unindexed, tokenize = 'unicode61', detail = full
);
