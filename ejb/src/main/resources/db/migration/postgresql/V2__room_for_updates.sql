-- An instance is updated with every signal. Free room in its page keeps the new version there (a heap-only
-- update), so that the indexes need not be written.
alter table instance set (fillfactor = 70);
alter table timer set (fillfactor = 80);
