-- What buyers feel: over the chat, and in single messages.
alter table conversations add column emotion_kind text not null default 'calm'
    check (emotion_kind in ('calm', 'pleased', 'eager', 'confused', 'anxious', 'disappointed', 'angry', 'sad'));
alter table conversations add column emotion_level bigint not null default 0;   -- 0 none … 4 extreme
alter table conversations add column risk text not null default 'none' check (risk in ('none', 'threat', 'safety'));
alter table conversations add column mood text;                                 -- JSON, what the level grew from

create table message_emotions (
    id           text   primary key,     -- the message
    shop         text   not null,
    conversation text   not null references conversations (id),
    seq          bigint not null,
    emotion      text   not null         -- JSON {kind, level, risk, causes}
);
create unique index message_emotions_by_seq on message_emotions (conversation, seq);
