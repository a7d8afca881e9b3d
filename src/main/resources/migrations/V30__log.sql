-- The log is read by time, newest first.
create index event_at on event (at, id);

-- What one person wants and a second has to look at: new prices, money given back. `subject` is the version of the price
-- book, or the order; `content` what is to be done, as JSON.
create table second_look (
  id          ${key},
  kind        text    not null check (kind in ('PRICES', 'REFUND')),
  state       text    not null check (state in ('WAITING', 'CONFIRMED', 'DONE', 'DECLINED')),
  asked_by    bigint  not null references person (id),
  at          bigint  not null,
  amount      bigint  not null,
  subject     bigint  not null,
  content     text    not null,
  decided_by  bigint  references person (id),
  decided_at  bigint,
  check ((state = 'WAITING') = (decided_by is null)),
  check (decided_by <> asked_by)
);

create index second_look_state on second_look (state);

-- Keys of programs, each for what its scopes name. Of a key only the SHA-256 is stored.
create table program_key (
  id          ${key},
  name        text    not null,
  key_hash    text    not null unique,
  scopes      text    not null,
  created_by  text    not null,
  created_at  bigint  not null,
  used_at     bigint,
  revoked_at  bigint
);
