-- The shops of this house and the people who work in them.
create table shops (
    id         text   primary key,
    name       text   not null,
    slogan     text   not null,
    locale     text   not null,
    created_at bigint not null
);

create table people (
    id             text   primary key,
    shop           text   not null references shops (id),
    name           text   not null,
    email          text   not null,          -- lower case
    role           text   not null check (role in ('agent', 'lead', 'quality', 'warehouse', 'manager', 'admin')),
    password_hash  text   not null,
    totp_secret    text   not null,          -- raw bytes as hex; empty: none
    totp_on        bigint not null,
    totp_last_step bigint not null,
    status         text   not null check (status in ('online', 'busy', 'rest', 'offline')),
    status_since   bigint not null,
    capacity       bigint not null check (capacity between 0 and 100),
    load           bigint not null check (load >= 0),  -- open conversations that are theirs
    sockets        bigint not null,          -- live sockets now; set to 0 at start
    last_given_at  bigint not null,          -- when the queue last gave them a conversation
    signature      text   not null,
    active         bigint not null,
    version        bigint not null,
    created_at     bigint not null
);
create unique index people_by_email on people (email);
create index people_by_shop on people (shop, active);

create table sessions (
    id         text   primary key,           -- sha256 of the cookie's secret
    shop       text   not null,
    person     text   not null references people (id),
    csrf       text   not null,
    created_at bigint not null,
    seen_at    bigint not null,
    expires_at bigint not null,
    ip         text   not null,
    agent      text   not null
);
create index sessions_by_person on sessions (person);

create table tokens (
    id           text   primary key,
    shop         text   not null,
    person       text   not null references people (id),
    name         text   not null,
    secret_hash  text   not null,
    scopes       text   not null,
    created_at   bigint not null,
    expires_at   bigint not null
);
create unique index tokens_by_secret on tokens (secret_hash);

create table recovery_codes (
    id     text primary key,                 -- sha256 of the code
    person text not null references people (id)
);

-- Failed sign-ins by what was typed as the e-mail address, known or not.
create table sign_in_failures (
    id       text   primary key,             -- sha256 of the address
    count    bigint not null,
    open_at  bigint not null                 -- no try before
);

create table push_subscriptions (
    id       text   primary key,
    shop     text   not null,
    person   text   not null references people (id),
    endpoint text   not null,
    p256dh   text   not null,
    auth     text   not null,
    made_at  bigint not null
);
create unique index push_by_endpoint on push_subscriptions (endpoint);

-- Who did what. Each row's hash covers the row and the hash before it, so that a change, a removal or a
-- swap shows. Nobody updates or deletes here.
create table audit (
    id         text   primary key,
    shop       text   not null,
    seq        bigint not null,              -- 1, 2, 3, … per shop
    at         bigint not null,
    actor      text   not null,
    actor_name text   not null,
    action     text   not null,
    subject    text   not null,
    detail     text   not null,
    hash       text   not null
);
create unique index audit_by_seq on audit (shop, seq);
