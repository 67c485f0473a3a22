-- Schedules: what they do, and how far they have got, as JSON; wake_at is when some server has to look at one, null for never.
create table schedule (
    id          varchar(200) not null primary key,
    definition  text         not null,
    progression text         not null,
    wake_at     timestamp(6) with time zone
);
create index schedule_to_wake on schedule (wake_at);
