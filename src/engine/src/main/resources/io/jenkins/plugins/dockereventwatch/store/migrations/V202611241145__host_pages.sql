-- The last advice on a host as JSON; null: none yet.
alter table update_host add column advice text;
-- The host that is the same machine by another name; null: none.
alter table update_host add column same_as varchar(300);

-- The mail as HTML; null: plain text alone.
alter table update_mail add column html text;

-- Links in mails that were followed and confirmed: each counts once.
create table update_link (
    link varchar(64) primary key,
    used_at bigint not null,
    -- No longer believed after that, used or not.
    expires_at bigint not null
);
