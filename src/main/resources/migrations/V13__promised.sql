-- The day by which an approved order was promised, as its customer saw it; nothing where none was.
alter table customer_order add column promised bigint;
