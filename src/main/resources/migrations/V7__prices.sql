-- From when a price book holds, what was decided with it and by whom; its body is JSON from the first engine, else TOML.
alter table price_book add column in_force_from bigint;
alter table price_book add column note text;
alter table price_book add column decided_by text;
update price_book set in_force_from = published_at;

-- On which terms an order is wanted. They stand apart from the order, because only who may see money sees them;
-- `ask` is why a person has to name the price.
create table order_terms (
  order_id     bigint  primary key references customer_order,
  rush         text    not null,
  price_group  text    not null,
  band         text    not null,
  ask          text
);
