-- What became of asking the provider about a refund that was never made: it proves the keys and moves no money.
alter table after_pay_accounts add column trial text not null default 'untried' check (trial in ('untried', 'running', 'works', 'failed'));
alter table after_pay_accounts add column trial_error text not null default '';
alter table after_pay_accounts add column tried_at bigint;
