-- Viewers see the floor and change nothing; who has the right to the books sees money.
alter table person add column post text not null default 'WORKER' check (post in ('VIEWER', 'WORKER', 'COORDINATOR'));
update person set post = role;
alter table person drop column role;
alter table person rename column post to role;
alter table person add column books boolean not null default false;

create table invitation_link (
  token_hash  text    primary key,
  purpose     text    not null check (purpose in ('SET_UP', 'INVITE', 'SIGN_IN')),
  person      bigint  references person (id),
  role        text    check (role in ('VIEWER', 'WORKER', 'COORDINATOR')),
  created_at  bigint  not null,
  expires_at  bigint  not null,
  used_at     bigint,
  check ((purpose = 'SIGN_IN') = (person is not null)),
  check ((purpose = 'SIGN_IN') = (role is null))
);
insert into invitation_link (token_hash, purpose, person, role, created_at, expires_at, used_at)
select token_hash, purpose, person, role, created_at, expires_at, used_at from one_time_link;
drop table one_time_link;
alter table invitation_link rename to one_time_link;

-- From where and with what somebody signed in, in words.
alter table session add column address text not null default '';
alter table session add column browser text not null default '';

-- Where somebody has signed in before.
create table known_place (
  person   bigint  not null references person (id),
  place    text    not null,
  seen_at  bigint  not null,
  primary key (person, place)
);

-- The secret that a telephone makes codes of. It counts from the day on which a first code was right; `last_step` is
-- the half minute of the code that was used last, which is not taken again.
create table second_factor (
  person        bigint  primary key references person (id),
  secret        text    not null,
  confirmed_at  bigint,
  last_step     bigint  not null default 0
);

create table recovery_code (
  person     bigint  not null references person (id),
  code_hash  text    not null,
  used_at    bigint,
  primary key (person, code_hash)
);

-- Whose password was right, and whose code is awaited.
create table half_sign_in (
  token_hash  text    primary key,
  person      bigint  not null references person (id),
  address     text    not null,
  browser     text    not null,
  expires_at  bigint  not null
);

-- What the shop asks of its people.
create table people_rules (
  id                bigint   primary key check (id = 1),
  demands_factor    boolean  not null,
  demands_second    boolean  not null,
  refund_limit      bigint   not null check (refund_limit >= 0)
);
insert into people_rules (id, demands_factor, demands_second, refund_limit) values (1, false, false, 10000);

-- A tablet at a machine, signed in once by a coordinator; its user changes by PIN.
create table station (
  id          ${key},
  name        text    not null,
  token_hash  text    not null unique,
  created_at  bigint  not null,
  ended_at    bigint,
  person      bigint  references person (id),
  touched_at  bigint
);

create table pin (
  person     bigint   primary key references person (id),
  hash       text     not null,
  wrong      integer  not null default 0,
  set_at     bigint   not null
);
