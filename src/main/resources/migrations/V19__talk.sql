-- What customers and the shop write to each other about an order. `waits` while a customer's words want an answer.
create table remark (
  id         ${key},
  order_id   bigint   not null references customer_order on delete cascade,
  from_shop  boolean  not null,
  author     text     not null,
  body       text     not null,
  waits      boolean  not null,
  once       text     not null unique,
  at         bigint   not null
);

create index remark_order on remark (order_id);

-- Pictures and documents that came with them.
create table remark_file (
  id      ${key},
  remark  bigint  not null references remark on delete cascade,
  file    text    not null references file,
  name    text    not null,
  bytes   bigint  not null
);

create index remark_file_remark on remark_file (remark);

-- Something was wrong with what was made: it begins with the customer's words, and a worker closes it.
create table complaint (
  id         ${key},
  order_id   bigint  not null references customer_order on delete cascade,
  remark     bigint  not null references remark on delete cascade,
  state      text    not null check (state in ('OPEN', 'CLOSED')),
  opened_at  bigint  not null,
  closed_at  bigint,
  closed_by  text,
  check ((state = 'CLOSED') = (closed_at is not null))
);

create unique index complaint_open on complaint (order_id) where state = 'OPEN';
