-- Who works here. E-mail addresses are stored in lower case; a password is its Argon2id hash.
create table person (
  id          ${key},
  name        text    not null,
  email       text    not null unique,
  password    text    not null,
  role        text    not null check (role in ('WORKER', 'COORDINATOR')),
  created_at  bigint  not null,
  left_at     bigint
);

-- Of every secret that opens a door only the SHA-256 is stored.
create table session (
  token_hash  text    primary key,
  person      bigint  not null references person (id),
  created_at  bigint  not null,
  seen_at     bigint  not null,
  expires_at  bigint  not null
);

create index session_person on session (person);

create table one_time_link (
  token_hash  text    primary key,
  purpose     text    not null check (purpose in ('SET_UP', 'INVITE', 'SIGN_IN')),
  person      bigint  references person (id),
  role        text    check (role in ('WORKER', 'COORDINATOR')),
  created_at  bigint  not null,
  expires_at  bigint  not null,
  used_at     bigint,
  check ((purpose = 'SIGN_IN') = (person is not null)),
  check ((purpose = 'SIGN_IN') = (role is null))
);

-- Sign-ins that did not succeed; forgotten after a quarter of an hour.
create table sign_in_attempt (
  id       ${key},
  account  text    not null,
  address  text    not null,
  at       bigint  not null
);

create index sign_in_attempt_account on sign_in_attempt (account);
create index sign_in_attempt_address on sign_in_attempt (address);
create index sign_in_attempt_at on sign_in_attempt (at);

-- The shop's one row of settings.
create table shop (
  id               bigint  primary key check (id = 1),
  name             text    not null,
  address          text    not null,
  phone            text    not null,
  email            text    not null,
  logo             text,
  hours            text    not null,
  zone             text    not null,
  currency         text    not null,
  tax_name         text    not null,
  tax_basis_points integer not null check (tax_basis_points between 0 and 10000),
  units            text    not null check (units in ('INCH', 'MM')),
  paper            text    not null check (paper in ('US', 'A')),
  makes_parts      boolean not null,
  makes_paper      boolean not null,
  steps_done       text    not null
);

insert into shop (id, name, address, phone, email, hours, zone, currency, tax_name, tax_basis_points, units, paper,
                  makes_parts, makes_paper, steps_done)
values (1, 'Our print shop', '', '', '', '', 'America/Chicago', 'USD', 'Sales tax', 0, 'INCH', 'US', true, true, '');
