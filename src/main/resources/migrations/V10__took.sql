-- What only a person knows of a job that is over: minutes of hand work, and sheets of paper.
create table job_took (
  job         bigint   primary key references job,
  minutes     integer  not null check (minutes >= 0),
  sheets      integer  check (sheets >= 0),
  note        text     not null,
  entered_by  text     not null,
  at          bigint   not null
);
