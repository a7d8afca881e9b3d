-- One run of a program on a machine. The key is its name on the wire: a restored database may give
-- a number twice. `busy_job` and `busy_machine` are set while it keeps the two from others.
create table attempt (
  id            ${key},
  attempt_key   text     not null unique,
  host          bigint   not null references host,
  machine       bigint   references machine,
  job           bigint   references job,
  number        integer  not null,
  title         text     not null,
  digest        text     not null,
  bytes         bigint   not null,
  state         text     not null check (state in ('OFFERED', 'ACCEPTED', 'GRANTED', 'PRINTING', 'PAUSED',
                                                   'FINISHED', 'FAILED', 'CANCELLED', 'WITHDRAWN', 'LOST')),
  busy_job      bigint   unique,
  busy_machine  bigint   unique,
  doubt         text,
  cancel_by     text,
  offered_at    bigint   not null,
  granted_at    bigint,
  started_at    bigint,
  ended_at      bigint,
  cause         text,
  last_line     bigint,
  heaters_off   boolean,
  commands      bigint,
  resends       bigint,
  time_s        bigint,
  told_late     text,
  check (state not in ('FINISHED', 'FAILED', 'CANCELLED', 'WITHDRAWN', 'LOST') or ended_at is not null),
  check (state not in ('FINISHED', 'FAILED', 'CANCELLED', 'WITHDRAWN', 'LOST') or busy_job is null)
);

create index attempt_job on attempt (job);
create index attempt_machine on attempt (machine);
create index attempt_host on attempt (host, state);

-- What the server and a host last heard of each other. `server_epoch` is new at every start of a server.
create table host_link (
  host           bigint   primary key references host,
  server_epoch   text     not null,
  last_wish      bigint   not null default 0,
  wishes_taken   bigint   not null default 0,
  host_epoch     text,
  start          text,
  boot           bigint   not null default 0,
  call           bigint   not null default 0,
  events_taken   bigint   not null default 0,
  reconciled     boolean  not null default false,
  settings       text
);

-- Journals whose place another has taken: a replaced card.
create table host_epoch_retired (
  host   bigint  not null references host,
  epoch  text    not null,
  primary key (host, epoch)
);

create table wish (
  host          bigint  not null references host,
  server_epoch  text    not null,
  number        bigint  not null,
  kind          text    not null,
  body          text    not null,
  made_at       bigint  not null,
  expires_at    bigint  not null,
  state         text    not null check (state in ('PENDING', 'TAKEN', 'DROPPED')),
  primary key (host, server_epoch, number)
);

create index wish_pending on wish (host) where state = 'PENDING';
