-- Since when something is kept that is forgotten after a time. What is there already counts from now on.
alter table answer add column answered_at timestamp(6) with time zone default current_timestamp not null;
create index answer_by_time on answer (answered_at);
alter table keyed_signal add column decided_at timestamp(6) with time zone default current_timestamp not null;
create index keyed_signal_by_time on keyed_signal (decided_at);
