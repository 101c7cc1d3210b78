-- Hosts whose updates are followed; '*' is the digest of all. Times are milliseconds since the epoch, days ISO 8601.
create table update_host (
    host varchar(300) primary key,
    known_since bigint not null,
    last_read bigint,
    failure varchar(1100),
    -- the Monday of the first week whose reminder asked for something that is not done yet
    open_since varchar(10),
    last_done bigint,
    done_by varchar(300),
    snoozed_until varchar(10)
);

-- When a package's very version was first seen on a host, and when it was mailed as a hotfix.
create table update_seen (
    host varchar(300) not null,
    package varchar(300) not null,
    version varchar(300) not null,
    first_seen bigint not null,
    hotfix_mailed bigint,
    primary key (host, package, version)
);

-- Weeks whose reminder is dealt with, mailed or not.
create table update_round (
    host varchar(300) not null,
    week varchar(10) not null,
    outcome varchar(20) not null,
    at bigint not null,
    primary key (host, week)
);

-- What was pending at the last reading of each week.
create table update_week (
    host varchar(300) not null,
    week varchar(10) not null,
    hotfix integer not null,
    this_week integer not null,
    waiting integer not null,
    held integer not null,
    primary key (host, week)
);

-- Mails, sent or to be sent: each host, week, kind and notifier has one.
create table update_mail (
    host varchar(300) not null,
    week varchar(10) not null,
    kind varchar(80) not null,
    notifier varchar(300) not null,
    subject varchar(1000) not null,
    body text not null,
    written_at bigint not null,
    due_at bigint not null,
    attempts integer not null,
    sent_at bigint,
    failure varchar(1100),
    primary key (host, week, kind, notifier)
);
create index update_mail_waiting on update_mail (sent_at, due_at);
