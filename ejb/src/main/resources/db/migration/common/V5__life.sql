-- What is to be known of few runs only, as JSON: since when one is paused, and whatever its start said of its life.
alter table instance add column life text;
