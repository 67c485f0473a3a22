-- How often a signal came again that had been taken before, by workflow id: it has no other trace.
create table repetition (
    workflow_id varchar(200) not null primary key,
    times       bigint       not null
);

-- How often the same signal came and was undeliverable for the same reason.
alter table undeliverable add column times integer default 1 not null;
