-- What opens the file of an import while it lies here; sealed. It goes with the file.
create table import_keys (
    id     text   primary key references imports (id),
    shop   text   not null,
    sealed text   not null
);
