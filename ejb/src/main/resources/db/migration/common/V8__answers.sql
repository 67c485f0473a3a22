-- What handlers of updates answered, by the update's place in the journal. An update without a row here has not been
-- answered: not yet, or never, if it does not wait any more.
create table answer (
    workflow_id varchar(200) not null,
    sequence    bigint       not null,
    result      text,
    failure     text,
    primary key (workflow_id, sequence)
);
