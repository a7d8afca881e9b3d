-- In which country the shop is (nothing: where its money and its clock say), and how it speaks where nobody asks.
alter table shop add column country text;
alter table shop add column language text not null default 'en';

-- The language in which its customer ordered; nothing where nobody said.
alter table customer_order add column language text;
