-- Terms are cut by kit/text (pairs of characters, words), so both engines find the same rows.
create virtual table message_terms using fts5 (
    terms, message unindexed, shop unindexed, tokenize = 'unicode61', detail = full
);
