-- What has been forgotten of journals, by workflow id, so that what was sent still adds up.
create table forgotten (
    workflow_id      varchar(200) not null primary key,
    events           bigint       not null,
    newest           bigint       not null,
    signals_handled  bigint       not null,
    signals_rejected bigint       not null
);
