package zarang.tests.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The list of planted faults does not rot; {@code make planted} plants them all, {@code
 * -Dzarang.planted=words} those whose names have these words.
 */
class PlantedFaultsTest {
    private static final int LEAST = 25;

    @Test
    void everyFaultHasItsPlaceAndItsTest() throws IOException {
        List<PlantedFault> faults = PlantedFaults.all();
        assertThat(faults).hasSizeGreaterThanOrEqualTo(LEAST);
        assertThat(faults).extracting(PlantedFault::name).doesNotHaveDuplicates();
        List<Path> tests = tests();
        List<String> rotten = new ArrayList<>();
        for (PlantedFault fault : faults) {
            if (!Files.exists(PlantedFault.HOME.resolve(fault.file()))) {
                rotten.add(fault.name() + ": no file " + fault.file());
            } else if (fault.places() != 1) {
                rotten.add(fault.name() + ": found " + fault.places() + " times: " + fault.find());
            } else if (fault.planted().equals(fault.source())) {
                rotten.add(fault.name() + ": changes nothing");
            }
            if (!hasTest(fault, tests)) {
                rotten.add(fault.name() + ": no test " + fault.test());
            }
        }
        assertThat(rotten).as("tests/planted/faults: point them at their new places").isEmpty();
    }

    private static boolean hasTest(PlantedFault fault, List<Path> tests) throws IOException {
        String path = fault.testClass().replace('.', '/') + ".java";
        for (Path test : tests) {
            if (test.endsWith(path)) {
                String method = fault.test().substring(fault.test().indexOf('#') + 1);
                return !fault.test().contains("#")
                        || Files.readString(test).contains("void " + method + "(");
            }
        }
        return false;
    }

    private static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.walk(PlantedFault.HOME)) {
            return files.filter(file -> file.toString().contains("/src/test/java/")).toList();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "zarang.planted", matches = ".+")
    void everyFaultIsSeenByItsTest(@TempDir Path folder) throws Exception {
        String words = System.getProperty("zarang.planted", "all");
        List<PlantedFault> faults =
                PlantedFaults.all().stream()
                        .filter(fault -> words.equals("all") || fault.name().contains(words))
                        .toList();
        assertThat(faults).as("faults named %s", words).isNotEmpty();
        PlantedRun run = new PlantedRun(folder);
        PrintStream out = System.out;
        List<String> wrong = new ArrayList<>();
        for (String test : new TreeSet<>(faults.stream().map(PlantedFault::test).toList())) {
            PlantedRun.Verdict sound = run.sound(test);
            if (!sound.caught()) {
                wrong.add(test + " fails with nothing planted: " + sound.seen());
            }
        }
        for (PlantedFault fault : faults) {
            PlantedRun.Verdict verdict = run.plant(fault);
            String line =
                    "%s | %s | %s | %s"
                            .formatted(
                                    verdict.caught() ? "caught" : "NOT CAUGHT",
                                    fault.name(),
                                    fault.test().replaceFirst(".*\\.(?=[A-Z])", ""),
                                    verdict.seen());
            out.println(line);
            if (!verdict.caught()) {
                wrong.add(line);
            }
        }
        assertThat(wrong).as("faults that nobody sees").isEmpty();
    }
}
