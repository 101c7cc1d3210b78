package io.jenkins.plugins.dockereventwatch.update.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.update.UpdateSize;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The size of updates, and rpm's order of versions. */
class VersionsTest {

    @ParameterizedTest
    @CsvSource({
        "DEBIAN, 3.0.19-1~deb12u2, 3.0.22-1~deb12u2, PATCH",
        "DEBIAN, 15.18-0+deb12u1, 15.20-0+deb12u1, MINOR",
        "DEBIAN, 252.38-1~deb12u1, 252.39-1~deb12u2, MINOR",
        "DEBIAN, 12.4+deb12u11, 12.4+deb12u15, PATCH",
        "DEBIAN, 12.4+deb12u11, 13.8+deb13u2, MAJOR",
        "DEBIAN, 1:2.66-4+deb12u2+b2, 1:2.66-4+deb12u3+b1, PATCH",
        "DEBIAN, 9.2p1-2, 1:9.2p1-2, MAJOR",
        "DEBIAN, 15+248+deb12u1, 15+249, PATCH",
        "DEBIAN, 2025b-0+deb12u1, 2026f-0+deb12u1, MAJOR",
        "DEBIAN, 6.1.187-1, 6.1.192-2, PATCH",
        "DEBIAN, 6.1.187-1, 6.12.5-1, MINOR",
        "DEBIAN, 3, 3.0.1, PATCH",
        "DEBIAN, 08.1, 8.01, PATCH",
        "DEBIAN, alpha, beta, PATCH",
        "RPM, 5.14.0-427.40.1.el9_4, 5.14.0-427.42.1.el9_4, PATCH",
        "RPM, 2:9.0.1592-1.fc40, 2:9.1.31-1.fc40, MINOR",
        "RPM, 27.1.0-1, 3:27.1.0-1, MAJOR",
        "APK, 1.36.1-r15, 1.36.1-r19, PATCH",
        "APK, 3.1.4-r5, 3.3.0-r0, MINOR",
        "APK, 20240226-r0, 20241121-r0, MAJOR",
        "APK, 2.0_rc1-r0, 2.0-r0, PATCH"
    })
    void firstChangedPartDeterminesSize(VersionScheme scheme, String from, String to, UpdateSize size) {
        assertThat(UpdateSize.between(scheme, from, to)).isEqualTo(size);
        assertThat(UpdateSize.between(scheme, to, from)).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, <, 1.1",
        "1.10, >, 1.9",
        "1.0, =, 1.00",
        "1.0, <, 1.0.0",
        "1.0a, <, 1.0.1",
        "1.0, <, 1.0a",
        "1.0~rc1, <, 1.0",
        "1.0~rc1, <, 1.0~rc2",
        "1.0^git1, >, 1.0",
        "1.0^git1, <, 1.0.1",
        "1.0^git1, <, 1.0^git2",
        "1.0^, =, 1.0^",
        "1.0_2, =, 1.0.2",
        "1:0.9, >, 2.0",
        "5.14.0-427.40.1.el9, <, 5.14.0-427.42.1.el9",
        "6.8.5-301.fc40, >, 6.8.5-300.fc40",
        "a, <, b",
        "'', <, 1"
    })
    void ordersVersionsAsRpm(String one, String sign, String other) {
        int expected = sign.equals("<") ? -1 : sign.equals(">") ? 1 : 0;

        assertThat(VersionScheme.RPM.compare(one, other)).isEqualTo(expected);
        assertThat(VersionScheme.RPM.compare(other, one)).isEqualTo(-expected);
    }
}
