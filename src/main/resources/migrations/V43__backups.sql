-- Where backups go every night, at which hour of the shop's day, and of how many days and weeks they are kept.
-- An empty folder is the one beside the data.
create table backup_rule (
  id         bigint  primary key check (id = 1),
  folder     text    not null,
  hour       bigint  not null,
  keep_days  bigint  not null,
  keep_weeks bigint  not null
);
insert into backup_rule (id, folder, hour, keep_days, keep_weeks) values (1, '', 3, 14, 8);

-- Each backup and each drill that came to an end; `problem` where it was not a good one.
create table backup_run (
  id        ${key},
  kind      text    not null,
  began_at  bigint  not null,
  ended_at  bigint  not null,
  file      text    not null,
  bytes     bigint  not null,
  row_count bigint  not null,
  uploads   bigint  not null,
  problem   text
);

create index backup_run_kind on backup_run (kind, id);

-- Uploads that are gone from the disk, or are not what they were.
create table file_fault (
  digest     text    primary key,
  is_missing boolean not null,
  found_at   bigint  not null
);

-- How far the look through all uploads has come.
create table scrub_cursor (
  id       bigint  primary key check (id = 1),
  after    text    not null,
  began_at bigint  not null,
  ended_at bigint
);
insert into scrub_cursor (id, after, began_at, ended_at) values (1, '', 0, 0);
