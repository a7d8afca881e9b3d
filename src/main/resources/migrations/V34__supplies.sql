-- Paper, ink, masters, toner and what else the shop uses up, counted in whole units.
create table supply (
  id          ${key},
  kind        text    not null check (kind in ('PAPER', 'INK', 'MASTER', 'TONER', 'OTHER')),
  name        text    not null,
  unit        text    not null,
  amount      bigint  not null check (amount >= 0),
  reorder_at  bigint  not null check (reorder_at >= 0),
  place       text    not null,
  ordered_at  bigint,
  gone_at     bigint
);

create unique index supply_name on supply (kind, name) where gone_at is null;

-- What was taken of a supply, or came to it (then less than nothing). `short_by` is what was used beyond what was there,
-- `spoiled` what of it came to nothing.
create table supply_change (
  id        ${key},
  supply    bigint  not null references supply,
  why       text    not null check (why in ('USED', 'CAME', 'COUNTED', 'TAKEN')),
  taken     bigint  not null,
  short_by  bigint  not null check (short_by >= 0),
  spoiled   bigint  not null check (spoiled >= 0),
  job       bigint  references job on delete set null,
  reason    text    not null,
  noted_by  text    not null,
  at        bigint  not null
);

create index supply_change_supply on supply_change (supply);
create index supply_change_at on supply_change (at);
create index supply_change_job on supply_change (job);
