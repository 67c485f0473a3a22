-- What was sent under an id, as a fingerprint, so that another use of the id is told from a repetition. Empty for events without
-- an id, and for those from before this version: these are compared by kind and name.
alter table journal add column fingerprint varchar(200);
