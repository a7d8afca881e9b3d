-- Organisations that pay monthly. An exempt number is one that a person has confirmed; a limit of nothing is none.
create table customer_account (
  id             ${key},
  name           text     not null unique,
  address        text     not null,
  email          text     not null,
  exempt_number  text     not null,
  terms_days     integer  not null check (terms_days between 0 and 365),
  credit_limit   bigint   not null check (credit_limit >= 0),
  created_at     bigint   not null
);

-- Charges to an account are owed by it, and what it pays is not for one order alone.
alter table book_entry add column account bigint references customer_account;
alter table book_document add column account bigint references customer_account;

create index book_entry_account on book_entry (account);
