-- After-sales cases, everything that happened in them, the money that goes back, the goods that come back.
create table after_cases (
    id             text   primary key,
    shop           text   not null references shops (id),
    number         text   not null,             -- AS2611220001, for people
    client_key     text   not null,             -- of whoever opened it: the same key again is the same case
    order_id       text   not null,
    order_number   text   not null,
    contact        text   not null,             -- empty: nobody we know
    buyer_name     text   not null,
    conversation   text   not null,             -- empty: not from a chat
    kind           text   not null check (kind in ('refund_unshipped', 'refund_unreceived', 'refund_received',
                       'return_refund', 'exchange', 'repair', 'resend', 'partial_refund', 'price_protection',
                       'compensation', 'tracing')),
    state          text   not null check (state in ('review', 'offered', 'seller_refused', 'intercepting',
                       'wait_buyer_return', 'wait_seller_receive', 'receipt_refused', 'reshipping', 'repairing',
                       'wait_buyer_choice', 'wait_buyer_receive', 'arbitration', 'evidence_seller',
                       'evidence_buyer', 'evidence_both', 'evidence_more', 'suspended', 'to_execute', 'refunding',
                       'refund_failed', 'tracing', 'success', 'closed', 'cancelled')),
    called_lead    bigint not null,
    goods_back     bigint not null,
    edits          bigint not null,
    offers         bigint not null,
    failed_repairs bigint not null,
    reason         text   not null,
    words          text   not null,             -- the buyer's, or the agent's
    lines          text   not null,             -- JSON [{line, quantity}]
    goods_title    text   not null,
    amount         bigint not null,             -- asked for, or agreed
    offered        bigint,                      -- what the seller offers instead
    currency       text   not null,
    sum            text   not null,             -- JSON: the sum line by line when it was last worked out
    carrier        text   not null,             -- of the parcel on its way back
    waybill        text   not null,
    assignee       text   not null,             -- empty: nobody's
    policy         bigint not null,             -- the version under which it began
    opened_at      bigint not null,
    state_since    bigint not null,
    deadline_at    bigint,
    over_at        bigint,
    tags           text   not null,             -- JSON list
    version        bigint not null
);
create unique index after_cases_by_number on after_cases (shop, number);
create unique index after_cases_once on after_cases (shop, client_key);
create index after_cases_open on after_cases (shop, deadline_at, id) where over_at is null;
create index after_cases_called on after_cases (shop, state_since) where over_at is null and deadline_at is null;
create index after_cases_by_state on after_cases (shop, state, deadline_at, id) where over_at is null;
create index after_cases_of_person on after_cases (shop, assignee, deadline_at, id) where over_at is null;
create index after_cases_over on after_cases (shop, over_at);
create index after_cases_of_order on after_cases (shop, order_id);
create index after_cases_of_contact on after_cases (shop, contact, opened_at);
create index after_cases_by_opening on after_cases (shop, opened_at);

-- The lines of open cases: one open case a line.
create table after_lines (
    id       text primary key,
    shop     text not null,
    case_id  text not null references after_cases (id),
    order_id text not null,
    line     text not null
);
create unique index after_lines_open on after_lines (shop, order_id, line);

-- Counted beside the cases, so that a board does not count a hundred thousand rows to open.
create table after_counts (
    id    text   primary key,
    shop  text   not null,
    state text   not null,
    open  bigint not null
);
create unique index after_counts_of on after_counts (shop, state);

create table after_history (
    id          text   primary key,
    shop        text   not null,
    case_id     text   not null references after_cases (id),
    seq         bigint not null,
    event       text   not null,                -- of the machine, or: opened, note, assigned, evidence, refund_…
    actor       text   not null,
    who         text   not null,                -- person or contact; empty: the house
    who_name    text   not null,
    from_state  text   not null,
    to_state    text   not null,
    amount      bigint,
    note        text   not null,
    deadline_at bigint,
    policy      bigint not null,
    at          bigint not null
);
create unique index after_history_by_seq on after_history (case_id, seq);

create table after_evidence (
    id           text   primary key,
    shop         text   not null,
    case_id      text   not null references after_cases (id),
    side         text   not null check (side in ('buyer', 'seller', 'courier')),
    uploader     text   not null,
    kind         text   not null,
    sha256       text   not null,
    name         text   not null,
    content_type text   not null,
    bytes        bigint not null,
    width        bigint not null,
    height       bigint not null,
    note         text   not null,
    at           bigint not null
);
create unique index after_evidence_once on after_evidence (case_id, side, sha256);

-- What of an order went back or is on its way: one row an order, changed under its version.
create table after_ledgers (
    id       text   primary key,
    shop     text   not null,
    order_id text   not null,
    ledger   text   not null,                   -- JSON
    paid     bigint not null,
    total    bigint not null,
    version  bigint not null,
    constraint never_more_than_paid check (total >= 0 and total <= paid)
);
create unique index after_ledgers_of_order on after_ledgers (shop, order_id);

create table after_refunds (
    id           text   primary key,
    shop         text   not null,
    case_id      text   not null references after_cases (id),
    order_id     text   not null,
    pay_key      text   not null,               -- the one key under which it is paid
    amount       bigint not null check (amount > 0),
    currency     text   not null,
    state        text   not null check (state in ('requested', 'approved', 'submitting', 'succeeded', 'failed', 'unknown')),
    adapter      text   not null check (adapter in ('manual', 'shop', 'weixin', 'alipay')),
    sum          text   not null,               -- JSON RefundSum
    asked_by     text   not null,               -- empty: the clock
    approved_by  text   not null,
    second_by    text   not null,
    two_needed   bigint not null,
    provider_id  text   not null,
    attempts     bigint not null,
    error        text   not null,
    proof        text   not null,
    asked_at     bigint not null,
    approved_at  bigint,
    submitted_at bigint,
    asked_provider_at bigint,
    ended_at     bigint,
    version      bigint not null
);
create unique index after_refunds_once on after_refunds (pay_key);
-- One refund of a case at a time.
create unique index after_refunds_running on after_refunds (case_id) where state in ('requested', 'approved', 'submitting', 'unknown');
create index after_refunds_by_state on after_refunds (shop, state, asked_at);
create index after_refunds_of_case on after_refunds (case_id);

create table after_policies (
    id      text   primary key,
    shop    text   not null,
    number  bigint not null,
    body    text   not null,                    -- JSON
    made_by text   not null,
    made_at bigint not null
);
create unique index after_policies_by_number on after_policies (shop, number);

-- Parcels on their way back.
create table after_returns (
    id           text   primary key,
    shop         text   not null,
    case_id      text   not null references after_cases (id),
    carrier      text   not null,
    number       text   not null,
    state        text   not null check (state in ('expected', 'received', 'restocked', 'written_off', 'sent_back')),
    findings     text   not null,               -- JSON list of traces that the inspection found
    note         text   not null,
    told_at      bigint not null,
    received_at  bigint,
    received_by  text   not null,
    inspected_at bigint
);
create unique index after_returns_by_number on after_returns (shop, number);
create index after_returns_of_case on after_returns (case_id);

-- A buyer's way in without an account: bound to one order, for a while.
create table after_links (
    id         text   primary key,
    shop       text   not null,
    order_id   text   not null,
    contact    text   not null,
    secret     text   not null,                 -- its hash
    made_by    text   not null,
    made_at    bigint not null,
    expires_at bigint not null
);
create unique index after_links_by_secret on after_links (secret);

create table after_claims (
    id         text   primary key,
    shop       text   not null,
    case_id    text   not null references after_cases (id),
    carrier    text   not null,
    amount     bigint not null,
    insured    bigint,
    state      text   not null check (state in ('open', 'paid', 'refused')),
    told_at    bigint not null,
    answer_due bigint not null,
    got        bigint not null,
    note       text   not null
);
create index after_claims_of_case on after_claims (case_id);

create table after_macros (
    id     text   primary key,
    shop   text   not null,
    name   text   not null,
    event  text   not null,
    amount bigint,
    script text   not null,
    tag    text   not null
);
create unique index after_macros_by_name on after_macros (shop, name);
