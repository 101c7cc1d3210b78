package io.jenkins.plugins.dockereventwatch.availability;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The table of the members of services that have been seen running. Times are milliseconds since the epoch. */
record MemberRepository(Sql sql, long now) {

    /** A member that has not run for this time is no longer expected. */
    private static final Duration EXPECTED = Duration.ofDays(7);

    List<Member> list() throws SQLException {
        return sql.of("select service, name, host from service_member where seen_at >= ?")
                .query(
                        row -> new Member(row.getString(1), row.getString(2), row.getString(3)),
                        now - EXPECTED.toMillis());
    }

    /** Records that a member runs. */
    void setSeen(Member member) throws SQLException {
        String service = Sql.label(member.service());
        String name = Sql.label(member.name());
        String host = Sql.label(member.host());
        sql.of("insert into service_member (service, name, host, seen_at) values (?, ?, ?, ?) on conflict do nothing")
                .update(service, name, host, now);
        sql.of("update service_member set host = ?, seen_at = ? where service = ? and name = ?")
                .update(host, now, service, name);
    }

    void deleteOld() throws SQLException {
        sql.of("delete from service_member where seen_at < ?").update(now - EXPECTED.toMillis());
    }
}
