-- Accounts with payment providers, one of a kind a shop. What signs is sealed by the master key.
create table after_pay_accounts (
    id        text   primary key,
    shop      text   not null references shops (id),
    adapter   text   not null check (adapter in ('weixin', 'alipay')),
    merchant  text   not null,             -- mchid; app_id
    serial    text   not null,             -- of our certificate; empty at Alipay
    url       text   not null,
    sealed    text   not null,             -- our private key
    their_key text   not null,             -- the provider's public key
    made_by   text   not null,
    made_at   bigint not null,
    version   bigint not null
);
create unique index after_pay_accounts_of on after_pay_accounts (shop, adapter);
