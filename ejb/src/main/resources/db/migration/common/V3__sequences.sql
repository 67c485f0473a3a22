-- Numbers for held and for undeliverable signals. EclipseLink asks H2 for the value of an identity column with a function
-- that H2 has no more.
create sequence held_signal_number start with 1 increment by 1;
create sequence undeliverable_number start with 1 increment by 1;
