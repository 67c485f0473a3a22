-- Signals whose senders want them delivered later: as they came, until they are due. One that can't be read now is looked at again at look_at.
create sequence delayed_signal_number start with 1 increment by 1;
create table delayed_signal (
    id          bigint       not null primary key,
    fingerprint varchar(64)  not null,
    address     varchar(64)  not null,
    workflow_id varchar(200),
    signal_id   varchar(200),
    raw         text         not null,
    received_at timestamp(6) with time zone not null,
    due_at      timestamp(6) with time zone not null,
    expires_at  timestamp(6) with time zone,
    look_at     timestamp(6) with time zone not null,
    constraint delayed_signal_once unique (fingerprint)
);
create index delayed_signal_by_look on delayed_signal (look_at);
create index delayed_signal_in_order on delayed_signal (address, due_at, id);
create index delayed_signal_by_workflow on delayed_signal (workflow_id, signal_id);

-- How often signals of an instance were accepted in another order than the broker had received them.
create table inversion (
    workflow_id varchar(200) not null primary key,
    times       bigint       not null,
    last_at     timestamp(6) with time zone not null
);
