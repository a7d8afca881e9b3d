-- What somebody wants of which there may be no file: its words stand in `order_ask`. `kind` is the sort of machine or
-- bench that makes it, should nobody bring or draw a file.
create table order_wish (
  order_id     bigint   primary key references customer_order,
  quantity     integer  not null check (quantity > 0),
  kind         text     not null check (kind in ('PRINTER_3D', 'PRESS', 'RISO', 'BENCH')),
  measures     text     not null,
  brings_part  boolean  not null
);

-- Photos and drawings that say what is wanted; they are never printed.
create table wish_picture (
  id         ${key},
  order_id   bigint  not null references customer_order,
  file       text    not null references file,
  file_name  text    not null,
  once       text    not null unique
);

create index wish_picture_order on wish_picture (order_id);

-- How an order gets to its customer: by when they need it, who else may collect it, and where it is brought to.
create table order_handover (
  order_id   bigint  primary key references customer_order,
  needed_by  bigint,
  collector  text    not null,
  address    text    not null
);

alter table order_terms add column delivery boolean not null default false;
