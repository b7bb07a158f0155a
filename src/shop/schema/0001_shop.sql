-- What buyers see of a shop, and the keys of its chat window.
create table storefronts (
    id            text   primary key references shops (id),
    widget_key    text   not null,           -- public, in the script tag
    identity_key  text   not null,           -- secret: the shop's backend signs buyers with it
    greeting      text   not null,
    quick_replies text   not null,           -- JSON list of texts
    brand_colour  text   not null,           -- #rrggbb
    sites         text   not null,           -- JSON list of origins; empty: any
    version       bigint not null
);
create unique index storefronts_by_key on storefronts (widget_key);
