-- Answers to unsafe requests that carried an Idempotency-Key, kept 48 hours.
create table kept_answers (
    id          text   primary key,         -- sha256 of principal, route and key
    fingerprint text   not null,            -- sha256 of the body
    status      bigint not null,
    body        text   not null,
    kept_at     bigint not null
);
create index kept_answers_by_age on kept_answers (kept_at);
