-- For how many days the files of an order are kept after it is over, how long its customer may keep them at most, and
-- how long the shop's backups are kept where somebody has said so.
create table keeping_rule (
  id           bigint   primary key check (id = 1),
  days         integer  not null check (days between 0 and 3650),
  most_days    integer  not null check (most_days between 0 and 3650),
  backup_days  integer  check (backup_days between 0 and 3650)
);

insert into keeping_rule (id, days, most_days) values (1, 30, 365);

-- To when an order's files are kept. `delete_on` is the day of which its customer read when it was over at `over_at`:
-- another rule does not change it. `keep_until` is a later day that `kept_by` chose. Days are the first moment of
-- theirs in the shop's zone. `forgotten_at` is when all that was known of its customer was deleted.
create table order_keeping (
  order_id          bigint  primary key references customer_order on delete cascade,
  over_at           bigint,
  delete_on         bigint,
  keep_until        bigint,
  kept_by           text,
  files_deleted_at  bigint,
  forgotten_at      bigint,
  check ((over_at is null) = (delete_on is null)),
  check ((keep_until is null) = (kept_by is null))
);

create index order_keeping_due on order_keeping (delete_on) where files_deleted_at is null;

create index file_use_by on file_use (used_by);

-- What stands for a file that was deleted, where something still tells of it. No content has this digest.
insert into file (digest, bytes, stored_at)
values ('0000000000000000000000000000000000000000000000000000000000000000', 0, 0);
insert into file_use (digest, used_by)
values ('0000000000000000000000000000000000000000000000000000000000000000', 'deleted files');

-- The digest of a file that was deleted: should it be sent again, it can be told whether it is the same.
alter table order_line add column file_was text;
