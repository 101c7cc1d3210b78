package io.jenkins.plugins.dockereventwatch.update.version;

/** The format of versions of a family of package managers. */
public enum VersionScheme {

    /** {@code [epoch:]upstream[-revision]} of dpkg. */
    DEBIAN {
        @Override
        public String epoch(String version) {
            return DebianVersion.of(version).epoch();
        }

        @Override
        public String upstream(String version) {
            return DebianVersion.of(version).upstream();
        }
    },

    /** {@code [epoch:]version[-release]} of rpm. */
    RPM {
        @Override
        public String epoch(String version) {
            return RpmVersion.of(version).epoch();
        }

        @Override
        public String upstream(String version) {
            return RpmVersion.of(version).version();
        }
    },

    /** {@code upstream[_suffix][-rN]} of apk. */
    APK {
        @Override
        public String epoch(String version) {
            return "0";
        }

        @Override
        public String upstream(String version) {
            int revision = version.lastIndexOf("-r");
            String upstream = revision < 0 ? version : version.substring(0, revision);
            int suffix = upstream.indexOf('_');
            return suffix < 0 ? upstream : upstream.substring(0, suffix);
        }
    };

    /** The epoch without leading zeros; {@code 0}: none. */
    public abstract String epoch(String version);

    /** The upstream version, without what the distribution appends. */
    public abstract String upstream(String version);
}
