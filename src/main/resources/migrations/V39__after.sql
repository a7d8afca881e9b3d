-- Each run that ended, on a machine or by hand: how long it kept the machine, what came of it, and why not all was good.
-- `photo` is the digest of a picture, which goes with the files of the job. `cost` is who bears what is made again.
create table job_run (
  id        ${key},
  job       bigint   not null references job,
  machine   bigint   references machine,
  kind      text     not null check (kind in ('PRINTER_3D', 'PRESS', 'RISO', 'BENCH')),
  material  text     not null,
  began_at  bigint,
  ended_at  bigint   not null,
  good      integer  not null check (good >= 0),
  spoiled   integer  not null check (spoiled >= 0),
  reason    text,
  words     text     not null,
  photo     text,
  cost      text     check (cost in ('SHOP', 'CUSTOMER')),
  noted_by  text     not null
);

create index job_run_ended on job_run (ended_at);
create index job_run_job on job_run (job);

-- What a machine draws on average while it works.
alter table machine add column watts integer check (watts > 0);

-- When the last job of an order was over.
alter table customer_order add column ready_at bigint;
update customer_order
   set ready_at = (select max(at) from event
                    where subject_kind = 'ORDER' and subject_id = customer_order.id
                      and what like '%orders.became-ready%');

create index customer_order_ready_at on customer_order (ready_at);
create index customer_order_approved on customer_order (approved_at);

-- What a frozen price is for, product by product, in cents, tax apart: reckoned from it when a report first asks.
create table quote_share (
  quote    bigint  not null references quote on delete cascade,
  product  text    not null,
  net      bigint  not null,
  tax      bigint  not null,
  primary key (quote, product)
);
