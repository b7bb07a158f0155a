-- Sealing again walks by key, whatever the shop.
drop index vault_by_key;
create index vault_by_key on vault (sealed_by, shop);
