package zarang.ivr.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.trial.TestFileReader;
import zarang.yaml.FilePlace;
import zarang.yaml.Finding;
import zarang.yaml.Severity;
import zarang.yaml.YamlRule;

/** A folder of flows, one {@code .yaml} file each; their tests lie beside them. */
public final class FlowFolder {
    private FlowFolder() {}

    /**
     * Checks every flow of a folder, in order of file name, each with all others to call. Two flows
     * of one name are a finding. Blocks.
     */
    public static List<FlowReport> check(Path folder, FlowCheck check, LintScope scope) {
        try {
            return check.together(files(folder), scope);
        } catch (IOException | UncheckedIOException e) {
            return List.of(unreadable(folder, e));
        }
    }

    /**
     * Checks files, each among the flows of its folder, and tells of these files alone. Blocks.
     *
     * @throws IOException a folder cannot be read
     */
    public static List<FlowReport> among(List<Path> files, FlowCheck check, LintScope scope)
            throws IOException {
        Map<Path, List<Path>> byFolder = new LinkedHashMap<>();
        files.forEach(file -> byFolder.computeIfAbsent(of(file), f -> new ArrayList<>()).add(file));
        List<FlowReport> reports = new ArrayList<>();
        for (Map.Entry<Path, List<Path>> folder : byFolder.entrySet()) {
            List<Path> asked = folder.getValue();
            Set<Path> known = asked.stream().map(FlowFolder::whole).collect(Collectors.toSet());
            List<Path> all =
                    new ArrayList<>(
                            files(folder.getKey()).stream()
                                    .filter(file -> !known.contains(whole(file)))
                                    .toList());
            int others = all.size();
            all.addAll(asked);
            reports.addAll(check.together(all, scope).subList(others, all.size()));
        }
        return reports;
    }

    /** The folder in which a file lies. */
    public static Path of(Path file) {
        Path whole = whole(file);
        Path folder = whole.getParent();
        return folder == null ? whole : folder;
    }

    private static Path whole(Path file) {
        return file.toAbsolutePath().normalize();
    }

    /** The files of flows: {@code *.yaml} but {@code *.test.yaml}. Blocks. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(FlowFolder::isFlow).sorted().toList();
        }
    }

    private static boolean isFlow(Path file) {
        String name = file.toString();
        return name.endsWith(".yaml") && !name.endsWith(TestFileReader.ENDING);
    }

    private static FlowReport unreadable(Path folder, Exception why) {
        String file = folder.toString();
        return new FlowReport(
                file,
                Optional.empty(),
                List.of(
                        new Finding(
                                FilePlace.start(file),
                                "",
                                "cannot be read: " + why.getMessage(),
                                Severity.ERROR,
                                YamlRule.UNREADABLE.id())),
                "");
    }
}
