-- Conversations of buyers, their messages in gapless order, files, scripts.
create table conversations (
    id                text   primary key,
    shop              text   not null references shops (id),
    contact           text   not null references contacts (id),
    channel           text   not null check (channel in ('web')),
    state             text   not null check (state in ('waiting', 'assigned', 'closed')),
    assignee          text   references people (id),
    last_seq          bigint not null,           -- of the last message; messages are 1 … last_seq
    unread            bigint not null,           -- buyer's messages that nobody at the desk has read
    buyer_read_seq    bigint not null,
    agent_read_seq    bigint not null,
    last_text         text   not null,
    last_sender       text   not null check (last_sender in ('buyer', 'agent', 'bot', 'note', 'system')),
    last_at           bigint not null,
    waiting_since     bigint,                    -- the oldest buyer's message without an answer
    queued_at         bigint not null,           -- since when it waits for somebody to take it
    opened_at         bigint not null,
    first_answered_at bigint,
    closed_at         bigint,
    tags              text   not null,           -- JSON list
    page              text,                      -- JSON {url, title}
    version           bigint not null,
    constraint assigned_to_somebody check (state = 'closed' or (state = 'assigned') = (assignee is not null))
);
-- One open conversation per buyer and channel.
create unique index conversations_open on conversations (shop, contact, channel) where state <> 'closed';
create index conversations_by_assignee on conversations (shop, assignee, state, last_at);
create index conversations_by_state on conversations (shop, state, last_at);
create index conversations_queue on conversations (shop, state, queued_at);
create index conversations_by_contact on conversations (shop, contact, opened_at);

create table messages (
    id           text   primary key,
    shop         text   not null,
    conversation text   not null references conversations (id),
    seq          bigint not null,
    kind         text   not null check (kind in ('text', 'note', 'system')),
    sender       text   not null check (sender in ('buyer', 'agent', 'bot', 'system')),
    sender_id    text   not null,
    sender_name  text   not null,
    client_key   text   not null,
    body         text   not null,
    files        text   not null,                -- JSON list of file ids
    card         text,                           -- JSON
    sent_at      bigint not null
);
create unique index messages_by_seq on messages (conversation, seq);
create unique index messages_once on messages (conversation, sender_id, client_key);

create table files (
    id           text   primary key,
    shop         text   not null,
    contact      text   not null,                -- whose conversation it belongs to; empty: not sent yet by the desk
    uploader     text   not null,
    conversation text   not null,                -- empty until a message carries it
    sha256       text   not null,
    name         text   not null,                -- as the uploader called it; shown, never a path
    content_type text   not null,
    bytes        bigint not null,
    width        bigint not null,
    height       bigint not null,
    uploaded_at  bigint not null
);
create index files_by_conversation on files (shop, conversation);

create table scripts (
    id      text   primary key,
    shop    text   not null,
    code    text   not null,
    title   text   not null,
    folder  text   not null,
    body    text   not null,
    owner   text   not null,                     -- empty: everybody's
    version bigint not null
);
create unique index scripts_by_code on scripts (shop, owner, code);
