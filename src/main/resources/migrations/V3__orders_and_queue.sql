-- Files by the digest of their content; one that nothing uses for a day is deleted.
create table file (
  digest     text    primary key,
  bytes      bigint  not null,
  stored_at  bigint  not null
);

create table file_use (
  digest   text  not null references file,
  used_by  text  not null,
  primary key (digest, used_by)
);

-- Printer computers, and the machines that stand beside them or alone.
create table host (
  id          ${key},
  name        text    not null,
  key_hash    text    not null unique,
  created_at  bigint  not null,
  revoked_at  bigint
);

create table machine (
  id            ${key},
  name          text    not null unique,
  kind          text    not null check (kind in ('PRINTER_3D', 'PRESS', 'RISO', 'BENCH')),
  host          bigint  references host,
  port          text,
  profile       text,
  baud          integer,
  bed           text    not null check (bed in ('CLEAR', 'OCCUPIED', 'UNKNOWN')),
  material      text,
  colour        text,
  out_of_order  text,
  created_at    bigint  not null,
  check (kind <> 'PRINTER_3D' or profile is not null),
  check (host is null or port is not null)
);

-- What things cost. A version that was published is never changed.
create table price_book (
  version       ${key},
  body          text    not null,
  created_at    bigint  not null,
  published_at  bigint
);

-- What a mesh becomes when it is sliced one way; found again for the next order of the same part.
create table slice (
  id          ${key},
  mesh        text    not null references file,
  profile     text    not null,
  material    text    not null,
  quality     text    not null,
  state       text    not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
  program     text    references file,
  seconds     bigint,
  milligrams  bigint,
  problem     text,
  asked_at    bigint  not null,
  unique (mesh, profile, material, quality),
  check (state <> 'DONE' or (program is not null and seconds is not null and milligrams is not null)),
  check (state <> 'FAILED' or problem is not null)
);

create table customer_order (
  id             ${key},
  code           text    not null unique,
  token          text    not null unique,
  once           text    not null unique,
  state          text    not null check (state in ('DRAFT', 'SUBMITTED', 'QUOTED', 'APPROVED', 'IN_PRODUCTION',
                                                   'READY', 'COLLECTED', 'DECLINED', 'CANCELLED', 'EXPIRED')),
  customer_name  text,
  email          text,
  phone          text,
  quote          bigint,
  created_at     bigint  not null,
  approved_at    bigint,
  check (state in ('DRAFT', 'CANCELLED', 'EXPIRED') or customer_name is not null),
  check (state in ('DRAFT', 'SUBMITTED', 'DECLINED', 'CANCELLED', 'EXPIRED') or quote is not null),
  check (state in ('DRAFT', 'CANCELLED', 'EXPIRED') or email is not null or phone is not null)
);

create table order_line (
  id          ${key},
  order_id    bigint   not null references customer_order,
  product     text     not null check (product in ('PART', 'PAPER')),
  file        text     not null references file,
  file_name   text     not null,
  contents    text     not null,
  choices     text,
  slice       bigint   references slice
);

create index order_line_order on order_line (order_id);
create index order_line_slice on order_line (slice);

-- What we said a thing would cost, with all that is needed to reckon it again.
create table quote (
  id          ${key},
  order_id    bigint   not null references customer_order,
  price_book  bigint   not null references price_book,
  engine      integer  not null,
  request     text     not null,
  lines       text     not null,
  total       bigint   not null,
  estimate    boolean  not null,
  created_at  bigint   not null
);

create index quote_order on quote (order_id);

create table job (
  id           ${key},
  order_id     bigint   references customer_order,
  line_id      bigint   references order_line,
  title        text     not null,
  kind         text     not null check (kind in ('PRINTER_3D', 'PRESS', 'RISO', 'BENCH')),
  state        text     not null check (state in ('WAITING', 'RELEASED', 'RUNNING', 'PAUSED', 'TO_CHECK',
                                                  'DONE', 'FAILED', 'CANCELLED')),
  file         text     references file,
  program      text     references file,
  profile      text,
  material     text,
  colour       text,
  copies       integer  not null check (copies > 0),
  good         integer  not null default 0 check (good >= 0),
  spoiled      integer  not null default 0 check (spoiled >= 0),
  seconds      bigint,
  machine      bigint   references machine,
  cause        text,
  queued_at    bigint   not null,
  started_at   bigint,
  ended_at     bigint,
  check (machine is not null or state in ('WAITING', 'FAILED', 'CANCELLED', 'DONE')),
  check (program is null or profile is not null)
);

create index job_open on job (state, queued_at);
create index job_order on job (order_id);
create unique index job_machine on job (machine) where state in ('RELEASED', 'RUNNING', 'PAUSED');

create table payment (
  id        ${key},
  order_id  bigint  not null references customer_order,
  amount    bigint  not null check (amount <> 0),
  method    text    not null check (method in ('CASH', 'CARD', 'TRANSFER', 'OTHER')),
  once      text    not null unique,
  taken_by  text    not null,
  at        bigint  not null
);

create index payment_order on payment (order_id);
