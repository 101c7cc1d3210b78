package io.jenkins.plugins.dockereventwatch;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/** The structure of the plugin's packages. */
@AnalyzeClasses(
        packages = StructureRules.ROOT,
        importOptions = {ImportOption.DoNotIncludeTests.class, PluginArchitectureTest.PluginOnly.class})
class PluginArchitectureTest {

    /** Excludes the engine, which has a test of its own. */
    static final class PluginOnly implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return location.contains("/plugin/");
        }
    }

    @ArchTest
    static final ArchTests structure = ArchTests.in(StructureRules.class);
}
