-- How somebody who works here is reached, and whether they are on duty. Quiet hours are minutes of the shop's day;
-- `since` is when this was last changed: nobody is told of what happened before.
create table on_call (
  person       bigint   primary key references person (id),
  duty         text     not null check (duty in ('OFF', 'ON', 'ALWAYS')),
  by_mail      boolean  not null,
  push         text     not null,
  customers    boolean  not null,
  quiet_from   integer  check (quiet_from between 0 and 1439),
  quiet_until  integer  check (quiet_until between 0 and 1439),
  since        bigint   not null,
  check ((quiet_from is null) = (quiet_until is null))
);

-- What somebody on duty is told: a row for each event, person and way. `problem` says why it was not taken yet.
create table alert (
  id          ${key},
  person      bigint   not null references person (id),
  way         text     not null check (way in ('MAIL', 'PUSH')),
  event       bigint   not null,
  cause       text     not null,
  state       text     not null check (state in ('WAITING', 'SENT', 'OVERTAKEN', 'GIVEN_UP')),
  alert_key   text     not null unique,
  tries       integer  not null default 0,
  due_at      bigint   not null,
  problem     text,
  created_at  bigint   not null,
  ended_at    bigint,
  unique (event, person, way)
);

create index alert_due on alert (due_at, id) where state = 'WAITING';
create index alert_person on alert (person, id);

-- How far the events are read. What happened before is told to nobody.
create table alert_cursor (
  id           bigint  primary key check (id = 1),
  first_event  bigint  not null,
  last_event   bigint  not null
);

insert into alert_cursor (id, first_event, last_event)
select 1, coalesce(max(id), 0), coalesce(max(id), 0) from event;

-- Whether pushes may go to addresses in the shop's own network.
create table alert_rule (
  id          bigint   primary key check (id = 1),
  allows_lan  boolean  not null
);

insert into alert_rule (id, allows_lan) values (1, false);

-- What one shift tells the next.
create table shift_note (
  id       ${key},
  author   bigint  not null references person (id),
  body     text    not null,
  at       bigint  not null,
  done_by  bigint  references person (id),
  done_at  bigint,
  check ((done_by is null) = (done_at is null))
);

create index shift_note_open on shift_note (id) where done_at is null;

-- Who is at work now, and since when.
create table work_clock (
  person    bigint  primary key references person (id),
  began_at  bigint  not null,
  kind      text    not null check (kind in ('PAID', 'VOLUNTEER', 'TRAINING')),
  order_id  bigint  references customer_order on delete set null,
  job       bigint  references job on delete set null,
  note      text    not null
);

-- The hours of members. `day` is written 2026-05-02; an entry of no minutes was taken back.
create table work_hours (
  id        ${key},
  person    bigint   not null references person (id),
  day       text     not null,
  minutes   integer  not null check (minutes between 0 and 1440),
  kind      text     not null check (kind in ('PAID', 'VOLUNTEER', 'TRAINING')),
  order_id  bigint   references customer_order on delete set null,
  job       bigint   references job on delete set null,
  note      text     not null,
  at        bigint   not null
);

create index work_hours_person on work_hours (person, day);
create index work_hours_day on work_hours (day);

-- What is looked for on every page must not cost more with every order that was ever made.
create index remark_waits on remark (id) where waits = true;
create index customer_order_promised on customer_order (promised) where state in ('APPROVED', 'IN_PRODUCTION');
create index attempt_hot on attempt (machine) where heaters_off = false;
create index job_awaits_customer on job (id) where hold = 'CUSTOMER';

-- Who sent an invitation, for those that are open.
alter table one_time_link add column invited_by bigint references person (id);
