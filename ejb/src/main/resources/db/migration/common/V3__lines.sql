-- Handlers that wait. A line is one that has waited and not ended; what it takes to execute it again is only added to,
-- and goes away when it ends.
create table line (
    workflow_id varchar(200) not null,
    opened      bigint       not null,
    opened_at   timestamp(6) with time zone not null,
    snapshot    text         not null,
    primary key (workflow_id, opened)
);

-- first is the number of the first of these steps within the line, from 0.
create table line_step (
    workflow_id varchar(200) not null,
    opened      bigint       not null,
    first       integer      not null,
    steps       text         not null,
    primary key (workflow_id, opened, first)
);

-- What an instance itself knows of its lines, as JSON; null if none is open.
alter table instance add column lines text;

-- No event before this one waits. Events for a handler that waits pass those in the inbox, so what waits is no longer
-- always the end of the journal.
alter table instance add column first_waiting bigint default 0 not null;
update instance set first_waiting = sequence - waiting + 1;

-- For the end of an activity: which one, as sequence and ordinal.
alter table journal add column activity varchar(50);
