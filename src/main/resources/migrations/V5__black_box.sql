-- The file of what a machine and we said to each other last, once its host has delivered it.
alter table attempt add column black_box text references file;
