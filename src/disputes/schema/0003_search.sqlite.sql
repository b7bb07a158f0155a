-- Terms are cut by kit/text (pairs of characters, words), so both engines find the same rows.
create virtual table dispute_terms using fts5 (
    terms, dispute unindexed, shop unindexed, at unindexed, tokenize = 'unicode61', detail = full
);
