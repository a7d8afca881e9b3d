-- What a shop asks for before it starts, and what stands on its documents. `start_above` is the total from which on
-- the rule holds; `deposit_percent` counts where a part is asked for.
create table money_rules (
  id               bigint   primary key check (id = 1),
  start_rule       text     not null check (start_rule in ('NONE', 'DEPOSIT', 'ALL')),
  deposit_percent  integer  not null check (deposit_percent between 1 and 100),
  start_above      bigint   not null check (start_above >= 0),
  due_days         integer  not null check (due_days between 0 and 365),
  tax_number       text     not null,
  how_to_pay       text     not null,
  year_in_number   boolean  not null
);

insert into money_rules (id, start_rule, deposit_percent, start_above, due_days, tax_number, how_to_pay, year_in_number)
values (1, 'NONE', 50, 0, 14, '', '', true);

-- What has to be paid before an order is begun, by the rule that its customer saw, and what is paid so far.
create table order_start (
  order_id  bigint  primary key references customer_order on delete cascade,
  needed    bigint  not null check (needed > 0),
  paid      bigint  not null,
  let_go    text
);

-- How an order is billed: the customer's own reference, and who it is for where that is not the customer.
create table order_billing (
  order_id   bigint  primary key references customer_order on delete cascade,
  reference  text    not null,
  bill_to    text    not null
);

-- A customer who says to be free of tax, and whether a person has confirmed it; nothing while nobody has looked.
create table order_exemption (
  order_id   bigint   primary key references customer_order on delete cascade,
  number     text     not null,
  confirmed  boolean,
  at         bigint   not null
);

-- Taken first by whoever writes in the books, so that one after the other sees what the others wrote.
create table book_turn (
  id    bigint  primary key check (id = 1),
  turn  bigint  not null
);

insert into book_turn (id, turn) values (1, 0);

-- The entries of the books. A row is never changed and never deleted, only reversed by another, and that once.
-- Money that comes in is more than nothing. A credit note is an entry without a way of paying.
create table book_entry (
  id        ${key},
  kind      text    not null check (kind in ('PAYMENT', 'REFUND', 'CHARGE', 'CREDIT', 'REVERSAL', 'CASH_IN',
                                             'CASH_OUT', 'DIFFERENCE')),
  method    text    check (method in ('CASH', 'CARD', 'TRANSFER', 'CHEQUE', 'ACCOUNT', 'VOUCHER', 'OTHER')),
  amount    bigint  not null check (amount <> 0),
  order_id  bigint  references customer_order,
  note      text    not null,
  once      text    not null unique,
  reverses  bigint  unique references book_entry,
  taken_by  text    not null,
  at        bigint  not null,
  check ((kind = 'REVERSAL') = (reverses is not null)),
  check (kind = 'REVERSAL' or (kind = 'CREDIT') = (method is null)),
  check (kind <> 'CHARGE' or method = 'ACCOUNT'),
  check (kind not in ('CASH_IN', 'CASH_OUT', 'DIFFERENCE') or (method = 'CASH' and order_id is null)),
  check (kind not in ('PAYMENT', 'CHARGE', 'CREDIT', 'CASH_IN') or amount > 0),
  check (kind not in ('REFUND', 'CASH_OUT') or amount < 0)
);

create index book_entry_order on book_entry (order_id);
create index book_entry_at on book_entry (at);

insert into book_entry (kind, method, amount, order_id, note, once, taken_by, at)
select case when amount > 0 then 'PAYMENT' else 'REFUND' end, method, amount, order_id, '', once, taken_by, at
  from payment
 order by id;

drop table payment;

-- The last number of each series. It counts up in the transaction that stores the document, so that none is left out.
create table book_series (
  name  text    primary key,
  last  bigint  not null
);

-- Receipts, invoices and credit notes, each with its content as it was given to the customer. Never changed.
create table book_document (
  id         ${key},
  kind       text    not null check (kind in ('RECEIPT', 'INVOICE', 'CREDIT_NOTE')),
  series     text    not null,
  number     bigint  not null,
  name       text    not null unique,
  order_id   bigint  references customer_order,
  entry      bigint  unique references book_entry,
  corrects   bigint  references book_document,
  total      bigint  not null,
  content    text    not null,
  issued_by  text    not null,
  at         bigint  not null,
  unique (series, number),
  check ((kind = 'INVOICE') = (entry is null)),
  check ((kind = 'CREDIT_NOTE') = (corrects is not null))
);

create index book_document_order on book_document (order_id);

-- The till was counted: what should have been there, what was, and why not the same. `last_entry` is the last that
-- was counted with; `counts` how many of each coin and note, as JSON, where they were counted.
create table book_closing (
  id          ${key},
  expected    bigint  not null,
  counted     bigint  not null,
  counts      text,
  note        text    not null,
  last_entry  bigint  not null,
  once        text    not null unique,
  closed_by   text    not null,
  at          bigint  not null
);
