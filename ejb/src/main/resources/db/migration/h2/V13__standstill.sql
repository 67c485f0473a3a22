-- What does not move, found without a look at what does.
create index instance_parked on instance (parked_since, workflow_id);
create index instance_held_up on instance (waiting);

-- Since when the attempts of an activity fail; empty while they don't, and once it has ended.
alter table activity add column failing_since timestamp(6) with time zone;
create index activity_failing on activity (failing_since);
create index activity_open on activity (workflow_id, ended_at);
