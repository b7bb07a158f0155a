-- The terms under which a claim was made: a contract that is changed moves no deadline of it. Null: made before this was kept.
alter table claims add column terms text;   -- JSON, as in carrier_terms
