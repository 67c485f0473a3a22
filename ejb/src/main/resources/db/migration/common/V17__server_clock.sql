-- How each server's clock stood when it last wrote about it. engine_time is what the engine goes by; while a jump of the wall
-- clock is in doubt, since doubt_since, the two differ. trusted_doubt names the jump that an operator has confirmed.
create table server_clock (
    server         varchar(200) not null primary key,
    wall_time      timestamp(6) with time zone not null,
    engine_time    timestamp(6) with time zone not null,
    database_time  timestamp(6) with time zone not null,
    doubt_since    timestamp(6) with time zone,
    trusted_doubt  timestamp(6) with time zone,
    trusted_by     varchar(200),
    trusted_reason varchar(1000)
);
