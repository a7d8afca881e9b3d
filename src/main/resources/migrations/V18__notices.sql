-- What customers are told: a row for each event that tells one of them something. `said` is what the event said,
-- `mail_key` becomes the Message-ID of its mail, `problem` says why it could not be mailed.
create table notice (
  id          ${key},
  order_id    bigint   not null references customer_order on delete cascade,
  what        text     not null,
  event       bigint   not null,
  said        text     not null,
  state       text     not null check (state in ('WAITING', 'SENT', 'OVERTAKEN', 'TO_TELL', 'TOLD')),
  mail_key    text     not null unique,
  tries       integer  not null default 0,
  due_at      bigint   not null,
  problem     text,
  created_at  bigint   not null,
  ended_at    bigint,
  unique (order_id, what, event)
);

create index notice_due on notice (state, due_at);
create index notice_event on notice (event);

-- How far the events are read. What happened before notices were made is told to nobody.
create table notice_cursor (
  id           bigint  primary key check (id = 1),
  first_event  bigint  not null,
  last_event   bigint  not null
);

insert into notice_cursor (id, first_event, last_event)
select 1, coalesce(max(id), 0), coalesce(max(id), 0) from event;

-- What was brought to mind once, so that it is not again: the price that ends, the day that slips.
create table reminder (
  order_id  bigint  not null references customer_order on delete cascade,
  what      text    not null,
  which     bigint  not null,
  at        bigint  not null,
  primary key (order_id, what, which)
);

-- After how many days customers are reminded of what they have not picked up, and then for the last time.
create table pick_up_rule (
  id          bigint   primary key check (id = 1),
  first_days  integer  not null check (first_days between 1 and 365),
  last_days   integer  not null check (last_days between 1 and 365),
  check (first_days < last_days)
);

insert into pick_up_rule (id, first_days, last_days) values (1, 7, 21);

-- Who asked for a lost link lately; forgotten after a quarter of an hour.
create table lost_link_try (
  id       ${key},
  address  text    not null,
  at       bigint  not null
);

create index lost_link_try_address on lost_link_try (address, at);
