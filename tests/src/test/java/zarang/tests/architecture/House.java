package zarang.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Production's classes, read once for all rules. */
final class House {
    static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    // what rooms lend to each other's tests, once it is packed
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .importPackages("zarang");

    private House() {}
}
