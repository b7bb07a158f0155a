-- How the queue of a shop works, who belongs to which group, and what goes from hand to hand.
create table reception_rules (
    id              text   primary key,     -- the shop
    silence_s       bigint not null,
    suspends_after  bigint not null,
    skill_wait_s    bigint not null,
    keep_days       bigint not null,
    vip_start_s     bigint not null,
    emotion_start_s bigint not null,
    risk_start_s    bigint not null,
    repeat_start_s  bigint not null,
    alert_wait_s    bigint not null,
    leave_after_s   bigint not null,
    offer_s         bigint not null,
    follow_up_h     bigint not null,
    web_weight      bigint not null,
    version         bigint not null
);

create table reception_groups (
    id               text   primary key,
    shop             text   not null references shops (id),
    name             text   not null,
    takes            text   not null,       -- JSON list of facts
    members          text   not null,       -- JSON list of people
    overflow_to      text   not null,
    overflow_after_s bigint not null,
    place            bigint not null,
    version          bigint not null
);
create unique index reception_groups_by_name on reception_groups (shop, name);

create table reception_skills (
    id     text primary key references people (id),
    shop   text not null,
    skills text not null                    -- JSON list
);
create index reception_skills_by_shop on reception_skills (shop);

-- Somebody let a buyer lie; kept for a day, to see who is not there although their desk is.
create table silences (
    id           text   primary key,
    shop         text   not null,
    person       text   not null,
    conversation text   not null,
    at           bigint not null
);
create index silences_by_person on silences (shop, person, at);

create table hand_overs (
    id           text   primary key,
    shop         text   not null,
    conversation text   not null references conversations (id),
    giver        text   not null references people (id),
    to_kind      text   not null check (to_kind in ('person', 'group', 'role')),
    to_whom      text   not null,           -- a person, a group, or a role's name
    reason       text   not null,
    card         text   not null,           -- JSON
    state        text   not null check (state in ('offered', 'accepted', 'declined', 'expired', 'withdrawn')),
    answer       text   not null,           -- why it was declined
    taker        text   references people (id),
    offered_at   bigint not null,
    expires_at   bigint not null,
    ended_at     bigint
);
create unique index hand_overs_open on hand_overs (conversation) where state = 'offered';
create index hand_overs_by_shop on hand_overs (shop, state, offered_at);
create index hand_overs_by_conversation on hand_overs (conversation, offered_at);

create table follow_ups (
    id           text   primary key,
    shop         text   not null,
    conversation text   not null references conversations (id),
    contact      text   not null references contacts (id),
    kind         text   not null check (kind in ('follow_up', 'message_left', 'call_back')),
    owner        text   not null references people (id),
    made_by      text,                      -- a person; nothing: the house
    words        text   not null,           -- what is to be done
    due_at       bigint not null,
    made_at      bigint not null,
    reminded_at  bigint,
    done_at      bigint,
    done_by      text,
    result       text   not null,
    version      bigint not null
);
create index follow_ups_by_owner on follow_ups (shop, owner, due_at) where done_at is null;
create index follow_ups_by_conversation on follow_ups (conversation);

create table reception_alerts (
    id           text   primary key,
    shop         text   not null,
    kind         text   not null check (kind in ('long_wait', 'nobody_here', 'silent_agent', 'follow_up_late')),
    subject      text   not null,           -- a conversation, a person, a follow-up
    words        text   not null,
    raised_at    bigint not null,
    ended_at     bigint
);
create unique index reception_alerts_open on reception_alerts (shop, kind, subject) where ended_at is null;
create index reception_alerts_by_time on reception_alerts (shop, raised_at);
