-- Every server that has worked on this database; all times by the database's clock. A life is one start of its process.
create table server (
    id           integer not null primary key,
    node         varchar(200) not null unique,
    life         varchar(36) not null,
    version      varchar(100) not null,
    started_at   timestamp(6) with time zone not null,
    seen_at      timestamp(6) with time zone not null,
    ended_at     timestamp(6) with time zone,
    turns        bigint not null,
    last_minute  bigint not null,
    due          bigint not null,
    attempts     bigint not null
);

-- Which server handled the event, or accepted it while it waits. Events of before this column have none.
alter table journal add column server integer;

-- Which server began the last attempt.
alter table activity add column server integer;
