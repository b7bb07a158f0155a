-- Somebody asked to be called: a slip of the vault instead of the number, and from when on.
alter table follow_ups add column call_to text not null default '';
alter table follow_ups add column from_at bigint;
