-- Where something personal stood in a remark: JSON list of {slip, kind, at, length}. The value is in the vault.
alter table orders add column remark_covered text not null default '[]';
alter table orders add column buyer_remark_covered text not null default '[]';
