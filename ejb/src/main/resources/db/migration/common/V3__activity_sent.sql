-- How often the next attempt has been sent to its queue: the oftener, the longer until it is sent again.
alter table activity add column sent integer default 0 not null;
