-- Terms are cut by kit/text (pairs of characters, words), so both engines find the same rows.
create virtual table after_terms using fts5 (
    terms, case_id unindexed, shop unindexed, at unindexed, tokenize = 'unicode61', detail = full
);
create index after_cases_by_order_number on after_cases (shop, order_number);
