-- Whether a notifier's last messages got there is asked for often, and a state keeps weeks of them.
create index delivery_by_end on delivery (notifier, state, finished_at);
