-- The shop's own words (papers, inks, steps, the sentences beside them) in another language than it wrote them in.
-- They come from the price books that were published; what was said once stays, for the sake of old orders.
create table own_word (
  language  text  not null,
  word      text  not null,
  says      text  not null,
  primary key (language, word)
);

-- What the shop does not print and why, as its front page says it; without a row the page says our own words.
create table not_printed (
  language  text  primary key,
  words     text  not null
);

-- Vouchers: `code` is what their holder shows. `entry` brought the money for one, or gave money back as one; without
-- an entry it is a gift. What is left of a voucher is its amount, less the payments of `voucher_use` that were not taken
-- back; nothing where its own entry was, or where it has ended.
create table voucher (
  id         ${key},
  name       text    not null unique,
  code       text    not null unique,
  amount     bigint  not null check (amount > 0),
  reason     text    not null,
  entry      bigint  unique references book_entry,
  once       text    not null unique,
  issued_by  text    not null,
  at         bigint  not null,
  ended_at   bigint,
  ended_why  text,
  check ((ended_at is null) = (ended_why is null)),
  check (ended_at is null or entry is null)
);

create table voucher_use (
  entry    bigint  primary key references book_entry,
  voucher  bigint  not null references voucher
);

create index voucher_use_voucher on voucher_use (voucher);
