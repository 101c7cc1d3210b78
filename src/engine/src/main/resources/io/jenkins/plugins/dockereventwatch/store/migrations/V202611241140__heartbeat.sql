-- What happened, counted since the state was made; it only grows.
create table tally (
    -- events, alerts, unsent, sent, failed, gaps
    what varchar(20) not null,
    -- The host's, or the notifier's.
    name varchar(500) not null,
    n bigint not null,
    primary key (what, name)
);

-- Heartbeats that were written, and the counts at that moment: the next one tells what was added.
create table heartbeat (
    -- When it was due; of several watchers one writes it.
    due_at bigint primary key,
    written_at bigint not null,
    totals text not null
);

-- A message that tells of no alert, as JSON.
alter table delivery add column notice text;

-- When the host was watched for the first time, by its own clock; 0: not known.
alter table host add column begun bigint default 0 not null;
