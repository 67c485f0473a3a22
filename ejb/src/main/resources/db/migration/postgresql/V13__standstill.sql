-- What does not move, found without a look at what does: the indexes have no entries for anything else.
create index instance_parked on instance (parked_since, workflow_id) where parked_since is not null;
create index instance_held_up on instance (workflow_id) where waiting > 0;

-- Since when the attempts of an activity fail; empty while they don't, and once it has ended.
alter table activity add column failing_since timestamp(6) with time zone;
create index activity_failing on activity (failing_since) where failing_since is not null;
create index activity_open on activity (workflow_id, scheduled_at) where ended_at is null;
