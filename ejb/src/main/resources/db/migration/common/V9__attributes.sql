-- Values of search attributes, written when they change. Texts are compared by their characters and not as a language has
-- it, so that every database finds the same; times are texts of one length.
create table attribute (
    workflow_id  varchar(200) not null,
    name         varchar(100) not null,
    ordinal      integer      not null,
    type         varchar(100) not null,
    text_value   varchar(500) ${exact},
    number_value numeric(38, 9),
    primary key (workflow_id, name, ordinal)
);
create index attribute_by_text on attribute (type, name, text_value, workflow_id);
create index attribute_by_number on attribute (type, name, number_value, workflow_id);

-- Where signals went that were addressed by a search attribute: decided once, so that a repetition goes there, too.
create table keyed_signal (
    business_key varchar(64)  not null,
    signal_id    varchar(200) not null,
    workflow_id  varchar(200) not null,
    primary key (business_key, signal_id)
);
