-- Pictures of goods in connected shops: fetched once, drawn anew, and shown from here. The desk loads nothing from elsewhere.
create table goods_pictures (
    id           text   primary key,             -- of the shop and the address
    shop         text   not null references shops (id),
    url          text   not null,
    state        text   not null check (state in ('wanted', 'here', 'refused')),
    reason       text   not null,                -- why it was refused, or why it is not here yet
    sha256       text   not null,
    content_type text   not null,
    tries        bigint not null,
    due_at       bigint not null                 -- when it is fetched next
);
create index goods_pictures_wanted on goods_pictures (shop, due_at) where state = 'wanted';
-- What was read before pictures were kept is read once more.
update connection_items set digest = '' where kind = 'product';
