package zarang.recorder;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.call.CallId;
import zarang.call.recording.RecordingId;

/**
 * Where recordings lie. Names say nothing about the caller.
 *
 * <pre>
 * 2026/03/21/CALL-PART.wav              whole; the day is that of the beginning, UTC
 * 2026/03/21/CALL-PART.json             its metadata
 * pending/CALL-PART.20260321T080000.000Z.wav.part   being written, or cut off by a crash
 * pending/CALL-PART.json                whole, but nobody acknowledged it yet
 * pending/CALL-PART.talk                what it is of, until it is whole
 * pending/*.tmp                         a small file half written; worth nothing
 * </pre>
 *
 * <p>All that needs work after a crash lies in {@code pending}, so that a start looks at a handful
 * of files and not at every recording ever made.
 */
final class RecordingFolder {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSX").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
    private static final Pattern ID = Pattern.compile("([0-9A-Z]{26})-([1-9][0-9]{0,5})");
    private static final Pattern PART =
            Pattern.compile("(.+?)\\.(\\d{8}T\\d{6}\\.\\d{3}Z)\\.wav\\.part");
    private static final String JSON = ".json";

    private final Path root;

    RecordingFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Path pending() {
        return root.resolve("pending");
    }

    Path part(RecordingId id, Instant startedAt) {
        return pending().resolve(id.fileName() + "." + STAMP.format(startedAt) + ".wav.part");
    }

    Path pendingMetadata(RecordingId id) {
        return pending().resolve(id.fileName() + JSON);
    }

    /** What a recording is of, as long as it is no whole one. */
    Path talk(RecordingId id) {
        return pending().resolve(id.fileName() + ".talk");
    }

    /** The name of a whole recording below the root, with slashes on every system. */
    String fileName(RecordingId id, Instant startedAt) {
        return DAY.format(startedAt) + "/" + id.fileName() + ".wav";
    }

    Path resolve(String file) {
        return root.resolve(file);
    }

    Path metadataBeside(Path recording, RecordingId id) {
        return recording.resolveSibling(id.fileName() + JSON);
    }

    static Path temporary(Path file) {
        return file.resolveSibling(file.getFileName() + ".tmp");
    }

    /** A recording that was begun, by its file in {@code pending}. */
    record Part(RecordingId id, Instant startedAt, Path file) {}

    /** What lies in {@code pending}. */
    record Left(List<Part> parts, List<RecordingId> unannounced, List<Path> temporary) {}

    Left left() throws IOException {
        Left left = new Left(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        try (DirectoryStream<Path> files = Files.newDirectoryStream(pending())) {
            for (Path file : files) {
                sort(file, left);
            }
        }
        return left;
    }

    private static void sort(Path file, Left left) {
        String name = file.getFileName().toString();
        if (name.endsWith(".tmp")) {
            left.temporary().add(file);
        } else if (name.endsWith(JSON)) {
            id(name.substring(0, name.length() - JSON.length())).ifPresent(left.unannounced()::add);
        } else {
            part(file, name).ifPresent(left.parts()::add);
        }
    }

    private static Optional<Part> part(Path file, String name) {
        Matcher matcher = PART.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Instant startedAt = STAMP.parse(matcher.group(2), Instant::from);
            return id(matcher.group(1)).map(id -> new Part(id, startedAt, file));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<RecordingId> id(String name) {
        Matcher matcher = ID.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new RecordingId(
                            new CallId(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
