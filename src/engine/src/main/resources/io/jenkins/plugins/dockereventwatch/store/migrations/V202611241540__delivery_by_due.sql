-- What is due is found without going through all that waits, however long a server is away.
create index delivery_by_due on delivery (notifier, state, due_at, id);
