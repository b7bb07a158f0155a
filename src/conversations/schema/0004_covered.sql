-- Masks in the text and the slips that stand for what they hide: [{"slip", "kind", "at", "length"}].
alter table messages add column covered text not null default '[]';
