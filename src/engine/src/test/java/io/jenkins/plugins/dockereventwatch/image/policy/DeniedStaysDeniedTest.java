package io.jenkins.plugins.dockereventwatch.image.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No image that a policy denies can be written another way that it allows; nor can one that it does not allow. */
class DeniedStaysDeniedTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String LOOKALIKES = "aа,eе,oо,cс,iі,pр,yу,sѕ,lⅼ,mⅿ,dԁ,xх,o\uFF4F,.\u3002,/\u2215,/\uFF0F";

    private final Random random = new Random(7);

    /** The images of one repository, each written in every way that leads to it, or might. */
    private List<String> spellings(String domain, String path, String tag) {
        List<String> hosts = new ArrayList<>(List.of(
                domain + "/",
                domain.toUpperCase(Locale.ROOT) + "/",
                domain.substring(0, 1).toUpperCase(Locale.ROOT) + domain.substring(1) + "/",
                randomCase(domain) + "/",
                domain + ":443/",
                domain + ":80/",
                domain + ":0443/",
                randomCase(domain) + ":443/",
                "https://" + domain + "/",
                "docker://" + domain + "/",
                domain + "//",
                domain + "/./",
                "/" + domain + "/",
                domain + "./",
                "user@" + domain + "/"));
        if (domain.equals("docker.io")) {
            hosts.addAll(List.of(
                    "", "index.docker.io/", "registry-1.docker.io/", "Index.Docker.io/", "registry.hub.docker.com/"));
        }
        List<String> paths = new ArrayList<>(List.of(path, randomCase(path), path + "/", path + " ", " " + path));
        if (path.startsWith("library/")) {
            paths.add(path.substring("library/".length()));
        }
        List<String> ends = List.of(
                ":" + tag,
                ":" + tag + "@" + DIGEST,
                "@" + DIGEST,
                "@" + DIGEST.toUpperCase(Locale.ROOT),
                ":other@" + DIGEST,
                "",
                ":",
                ":" + tag + ":",
                ":" + tag + "@",
                ":" + tag + "/",
                ":" + tag + "\u0000",
                "\t");
        List<String> all = new ArrayList<>();
        for (String host : hosts) {
            for (String variant : paths) {
                ends.forEach(end -> all.add(host + variant + end));
            }
        }
        List<String> lookalikes = new ArrayList<>();
        for (String pair : LOOKALIKES.split(",")) {
            all.stream()
                    .filter(text -> text.indexOf(pair.charAt(0)) >= 0)
                    .limit(40)
                    .forEach(text -> lookalikes.add(text.replace(pair.charAt(0), pair.charAt(1))));
        }
        all.addAll(lookalikes);
        return all;
    }

    private String randomCase(String text) {
        StringBuilder mixed = new StringBuilder();
        for (char c : text.toCharArray()) {
            mixed.append(random.nextBoolean() ? Character.toUpperCase(c) : c);
        }
        return mixed.toString();
    }

    @Test
    void deniesAllSpellingsOfRepository() {
        for (String repository : List.of(
                "docker.io/library/mysql", "docker.io/evil/tool", "ghcr.io/evil/tool", "registry.example.org/a/b/c")) {
            ImagePolicy policy = Policies.of("allow: ['**']\ndeny: ['" + repository + "']");
            int slash = repository.indexOf('/');
            List<String> spellings = spellings(repository.substring(0, slash), repository.substring(slash + 1), "8.4");

            assertThat(spellings)
                    .hasSizeGreaterThan(1000)
                    .allSatisfy(text ->
                            assertThat(policy.judge(text).outcome()).as(text).isNotEqualTo(Outcome.ALLOWED));
        }
    }

    @Test
    void deniesAllSpellingsOfTag() {
        ImagePolicy policy = Policies.of("allow: ['**']\ndeny: ['ghcr.io/evil/tool:8.4', 'ghcr.io/evil/tool:latest']");

        assertThat(spellings("ghcr.io", "evil/tool", "8.4"))
                .allSatisfy(text ->
                        assertThat(policy.judge(text).outcome()).as(text).isNotEqualTo(Outcome.ALLOWED));
        assertThat(policy.judge("ghcr.io/evil/tool:8.5").outcome()).isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void deniesAllSpellingsOfDigest() {
        ImagePolicy policy = Policies.of("allow: ['**']\ndeny: ['ghcr.io/evil/tool@" + DIGEST + "']");

        assertThat(spellings("ghcr.io", "evil/tool", "8.4"))
                .allSatisfy(text ->
                        assertThat(policy.judge(text).outcome()).as(text).isNotEqualTo(Outcome.ALLOWED));
        assertThat(policy.judge("ghcr.io/evil/tool@sha256:" + "0".repeat(64)).outcome())
                .isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void deniesLookalikesOfAllowedImages() {
        ImagePolicy policy = Policies.of("allow: ['ghcr.io/acme/**']\npublishers:\n"
                + "  - {namespace: quay.io/acme, reason: known, vouched_by: us}");
        List<String> others = new ArrayList<>();
        for (String evil : List.of("ghcr.io/evil/tool", "docker.io/evil/mysql", "quay.io/acme-evil/x")) {
            int slash = evil.indexOf('/');
            others.addAll(spellings(evil.substring(0, slash), evil.substring(slash + 1), "1"));
        }
        for (String front : List.of("ghcr.io", "docker.io/library", "docker.io", "quay.io/acme", "ghcr.io/acme")) {
            for (String joint :
                    List.of(".evil.example/", "-evil/", "evil/", "@evil.example/", ":1@evil.example/", "%2f")) {
                others.add(front + joint + "mysql");
                others.add(front + joint + "acme/tool");
            }
            others.add("evil.example/" + front + "/mysql");
            others.add("localhost/" + front + "/mysql");
            others.add("evil.example:5000/" + front + "/acme/tool");
        }

        assertThat(others)
                .allSatisfy(text ->
                        assertThat(policy.judge(text).outcome()).as(text).isNotEqualTo(Outcome.ALLOWED));
        assertThat(policy.judge("ghcr.io/acme/tool").outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(policy.judge("quay.io/acme/tool").outcome()).isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void comparesIpv6AddressesByValue() {
        ImagePolicy policy = Policies.of("allow: ['**']\ndeny: ['[::1]/**', '10.0.0.7:5000/**']");

        assertThat(List.of(
                        "[::1]/x",
                        "[0:0:0:0:0:0:0:1]/x",
                        "[::0001]:5000/x",
                        "[0::1]:443/x/y",
                        "10.0.0.7:5000/x",
                        "[::ffff:a00:7]:5000/x"))
                .allSatisfy(text ->
                        assertThat(policy.judge(text).outcome()).as(text).isEqualTo(Outcome.DENIED));
        assertThat(policy.judge("[::2]/x").outcome()).isEqualTo(Outcome.ALLOWED);
        assertThat(policy.judge("10.0.0.7:5001/x").outcome()).isEqualTo(Outcome.ALLOWED);
    }

    @Test
    void normalizedFormIsAllowedToo() {
        ImagePolicy policy = Policies.of("allow: ['ghcr.io/acme/**']\ndeny: ['ghcr.io/acme/evil']");
        String signs = "ghcr.io/acme/evil-mysqldocker@:0";
        int allowed = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(
                    List.of("ghcr.io/acme/", "mysql", "docker.io/", "").get(random.nextInt(4)));
            for (int n = random.nextInt(8); n > 0; n--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            Verdict verdict = policy.judge(text.toString());
            if (verdict.outcome() == Outcome.ALLOWED) {
                allowed++;
                assertThat(verdict.reference())
                        .matches("docker\\.io/library/[^/]+|ghcr\\.io/acme/(?!evil(?:[:@]|$)).+");
                assertThat(policy.judge(verdict.reference()).outcome()).isEqualTo(Outcome.ALLOWED);
            }
        }
        assertThat(allowed).isGreaterThan(1000);
    }
}
