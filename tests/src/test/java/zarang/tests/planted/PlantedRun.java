package zarang.tests.planted;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Plants faults, one at a time, into copies: the working tree is never touched. */
final class PlantedRun {
    private static final long LIMIT_MINUTES = 5;
    private static final int LINE_MAX = 160;
    private static final int ROOM_DEPTH = 4;
    private static final String SOURCES = "src/main/java/";
    private static final String RESOURCES = "src/main/resources/";

    private final Path folder;
    private final String classPath;

    /**
     * @param folder for what is compiled; empty
     */
    PlantedRun(Path folder) throws IOException {
        this.folder = folder;
        classPath = classPath();
    }

    /** What this test sees, and the tests of the other rooms as they were compiled last. */
    private static String classPath() throws IOException {
        String own = System.getProperty("java.class.path");
        String seen = System.getProperty("surefire.test.class.path", own);
        List<String> entries = new ArrayList<>(List.of(seen.split(File.pathSeparator)));
        try (Stream<Path> all = Files.walk(PlantedFault.HOME, ROOM_DEPTH)) {
            all.filter(path -> path.endsWith(Path.of("target", "test-classes")))
                    .map(Path::toString)
                    .forEach(entries::add);
        }
        return String.join(File.pathSeparator, entries);
    }

    /**
     * What came of it.
     *
     * @param caught whether the test failed, and not for another reason than an assertion of its
     *     own or what it ran into
     * @param seen the first failure, or why there was none
     */
    record Verdict(boolean caught, String seen) {}

    /** Whether the test passes as long as nothing is planted. */
    Verdict sound(String test) throws IOException, InterruptedException {
        Path empty = Files.createTempDirectory(folder, "sound");
        Outcome outcome = run(empty, test);
        return new Verdict(outcome.code() == PlantedMain.PASSED, outcome.seen());
    }

    Verdict plant(PlantedFault fault) throws IOException, InterruptedException {
        Path overlay = Files.createTempDirectory(folder, "planted");
        String broken =
                fault.file().endsWith(".java") ? compile(fault, overlay) : copy(fault, overlay);
        if (!broken.isEmpty()) {
            return new Verdict(false, "does not compile: " + broken);
        }
        Outcome outcome = run(overlay, fault.test());
        return switch (outcome.code()) {
            case PlantedMain.FAILED -> new Verdict(true, outcome.seen());
            case PlantedMain.PASSED -> new Verdict(false, "the test passes");
            case PlantedMain.NOTHING_RAN -> new Verdict(false, "there is no such test");
            default -> new Verdict(false, "the test did not end: " + outcome.seen());
        };
    }

    private static String copy(PlantedFault fault, Path overlay) throws IOException {
        int from = fault.file().indexOf(RESOURCES) + RESOURCES.length();
        Path to = overlay.resolve(fault.file().substring(from));
        Files.createDirectories(to.getParent());
        Files.writeString(to, fault.planted());
        return "";
    }

    private String compile(PlantedFault fault, Path overlay) throws IOException {
        int from = fault.file().indexOf(SOURCES) + SOURCES.length();
        Path source =
                Files.createTempDirectory(folder, "source").resolve(fault.file().substring(from));
        Files.createDirectories(source.getParent());
        Files.writeString(source, fault.planted());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, UTF_8)) {
            boolean fine =
                    compiler.getTask(
                                    null,
                                    files,
                                    found,
                                    List.of(
                                            "-proc:none",
                                            "-d",
                                            overlay.toString(),
                                            "-cp",
                                            classPath),
                                    null,
                                    files.getJavaFileObjects(source))
                            .call();
            return fine ? "" : firstError(found);
        }
    }

    private static String firstError(DiagnosticCollector<JavaFileObject> found) {
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .findFirst()
                .map(Object::toString)
                .orElse("?");
    }

    private record Outcome(int code, String seen) {}

    private Outcome run(Path overlay, String test) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "run", ".log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-ea",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                overlay + File.pathSeparator + classPath,
                                PlantedMain.class.getName(),
                                test)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        List<String> lines = Files.readAllLines(output);
        String seen =
                lines.stream()
                        .filter(line -> line.startsWith("PLANTED "))
                        .map(line -> line.substring("PLANTED ".length()))
                        .findFirst()
                        .orElse(lines.isEmpty() ? "" : lines.getLast());
        return new Outcome(
                process.exitValue(), seen.substring(0, Math.min(seen.length(), LINE_MAX)));
    }
}
