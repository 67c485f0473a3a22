-- Who sent an undeliverable signal, so that nobody fills the table for all.
alter table undeliverable add column sender varchar(200);
create index undeliverable_open on undeliverable (settled, sender);
create index undeliverable_by_time on undeliverable (reason, received_at);
-- What has been deleted of undeliverable signals after its time, by workflow id, so that what was sent still adds up. What belongs
-- to no instance is under an empty id.
create table pruned (
    workflow_id varchar(200) not null primary key,
    signals     bigint       not null,
    refused     bigint       not null
);
