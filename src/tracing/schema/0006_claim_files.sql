-- What a claim is proved with: a file a piece, or several.
create table claim_files (
    id           text   primary key,
    shop         text   not null references shops (id),
    claim        text   not null references claims (id),
    piece        text   not null,             -- its key, as in the claim's pieces
    sha256       text   not null,
    name         text   not null,
    content_type text   not null,
    bytes        bigint not null,
    width        bigint not null,             -- 0: not a picture
    height       bigint not null,
    by_name      text   not null,
    at           bigint not null
);
create unique index claim_files_once on claim_files (claim, piece, sha256);
create index claim_files_of_shop on claim_files (shop, claim, at);
