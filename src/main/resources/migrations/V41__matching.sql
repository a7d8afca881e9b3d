-- What nozzle is on a printer just now, that of its model, and words of the shop's own about it, with commas between.
create table machine_fitting (
  machine    bigint  primary key references machine on delete cascade,
  nozzle_um  bigint  check (nozzle_um > 0),
  model_um   bigint  check (model_um > 0),
  words      text    not null
);

-- What a job asks of its machine: a nozzle, and words of which each has to hold ("a or b": either of them).
create table job_need (
  job        bigint  primary key references job on delete cascade,
  nozzle_um  bigint  check (nozzle_um > 0),
  words      text    not null
);

-- May a printer print while nobody is there?
create table floor_rules (
  id           bigint   primary key check (id = 1),
  prints_alone boolean  not null
);
insert into floor_rules (id, prints_alone) values (1, true);

-- Where orders lie that are ready, and which lies where.
create table shelf_place (
  id       ${key},
  name     text    not null unique,
  gone_at  bigint
);

create table shelved (
  order_id  bigint  primary key references customer_order on delete cascade,
  place     bigint  not null references shelf_place,
  at        bigint  not null
);

create index shelved_place on shelved (place);

-- A file that took the place of the customer's after their OK, and what they said to it.
create table changed_file (
  id           ${key},
  job          bigint  not null references job on delete cascade,
  order_id     bigint  not null references customer_order on delete cascade,
  old_file     text,
  new_file     text    not null,
  name         text    not null,
  asked_by     text    not null,
  asked_at     bigint  not null,
  answer       text    not null default 'OPEN' check (answer in ('OPEN', 'YES', 'GONE')),
  answered_at  bigint
);

create index changed_file_order on changed_file (order_id);
create index changed_file_job on changed_file (job);
