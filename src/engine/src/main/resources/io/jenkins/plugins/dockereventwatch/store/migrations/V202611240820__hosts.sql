-- How far each watched host's events are dealt with. Times are the host's own, in nanoseconds since the epoch.
create table host (
    label varchar(500) primary key,
    seen_until bigint not null
);
