-- One row per workflow id. Its row lock orders everything that happens to the instance.
create table instance (
    workflow_id     varchar(200) not null primary key,
    type            varchar(100) not null,
    run             integer      not null,
    status          varchar(20)  not null,
    sequence        bigint       not null,
    waiting         integer      not null,
    state           text,
    parked_error    text,
    parked_since    timestamp(6) with time zone,
    parked_attempts integer      not null,
    wake_at         timestamp(6) with time zone,
    result          text,
    failure         text,
    started_at      timestamp(6) with time zone not null,
    closed_at       timestamp(6) with time zone,
    updated_at      timestamp(6) with time zone not null
);
create index instance_by_type on instance (type, status, workflow_id);
create index instance_to_wake on instance (wake_at);

-- All events of all instances: the journal, and the inbox where state is WAITING.
-- The second key makes a repeated signal id visible, over all runs.
create table journal (
    workflow_id varchar(200) not null,
    sequence    bigint       not null,
    run         integer      not null,
    kind        varchar(20)  not null,
    name        varchar(200) not null,
    signal_id   varchar(200),
    payload     text,
    state       varchar(20)  not null,
    decided     text,
    accepted_at timestamp(6) with time zone not null,
    handled_at  timestamp(6) with time zone,
    primary key (workflow_id, sequence),
    constraint journal_signal unique (workflow_id, signal_id)
);

-- Signals that arrived before their instance, numbered in the order of arrival.
create sequence held_signal_number start with 1 increment by 1;
create table held_signal (
    id          bigint       not null primary key,
    workflow_id varchar(200) not null,
    signal_id   varchar(200) not null,
    name        varchar(200) not null,
    payload     text,
    received_at timestamp(6) with time zone not null,
    hold_until  timestamp(6) with time zone not null,
    constraint held_signal_id unique (workflow_id, signal_id)
);
create index held_signal_by_end on held_signal (hold_until);

create sequence undeliverable_number start with 1 increment by 1;

-- Signals nobody could take, as they came, with the reason. fingerprint makes a redelivery one row.
create table undeliverable (
    id            bigint       not null primary key,
    fingerprint   varchar(64)  not null,
    received_at   timestamp(6) with time zone not null,
    reason        varchar(30)  not null,
    detail        text         not null,
    workflow_id   varchar(1000),
    signal        varchar(1000),
    signal_id     varchar(1000),
    workflow_type varchar(1000),
    start_input   text,
    hold_for      varchar(1000),
    body_kind     varchar(30)  not null,
    body          ${binary},
    properties    text         not null,
    settled       varchar(20),
    settled_at    timestamp(6) with time zone,
    settled_by    varchar(200),
    constraint undeliverable_once unique (fingerprint)
);
create index undeliverable_by_workflow on undeliverable (workflow_id);

create table activity (
    workflow_id  varchar(200) not null,
    sequence     bigint       not null,
    ordinal      integer      not null,
    run          integer      not null,
    type         varchar(200) not null,
    method       varchar(200) not null,
    arguments    text         not null,
    state        varchar(20)  not null,
    attempt      integer      not null,
    scheduled_at timestamp(6) with time zone not null,
    started_at   timestamp(6) with time zone,
    ended_at     timestamp(6) with time zone,
    wake_at      timestamp(6) with time zone,
    failure      text,
    result       text,
    primary key (workflow_id, sequence, ordinal)
);
create index activity_to_wake on activity (wake_at);

create table timer (
    workflow_id varchar(200) not null,
    name        varchar(200) not null,
    due_at      timestamp(6) with time zone not null,
    period      varchar(50),
    wake_at     timestamp(6) with time zone not null,
    primary key (workflow_id, name)
);
create index timer_to_wake on timer (wake_at);
