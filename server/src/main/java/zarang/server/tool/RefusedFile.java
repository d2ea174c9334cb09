package zarang.server.tool;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The rows that an import refused, as CSV that Excel opens and that can be imported again once it
 * is mended: phone, name and tier as they were, then line and reason, which an import ignores. It
 * holds members' numbers: mode 600.
 */
final class RefusedFile implements AutoCloseable {
    private static final List<String> COLUMNS = List.of("phone", "name", "tier");

    private final @Nullable Path path;
    private final @Nullable BufferedWriter out;
    private long rows;

    private RefusedFile(@Nullable Path path, @Nullable BufferedWriter out) {
        this.path = path;
        this.out = out;
    }

    /**
     * @param path nothing: the rows go nowhere
     */
    static RefusedFile to(@Nullable Path path) throws IOException {
        if (path == null) {
            return new RefusedFile(null, null);
        }
        try {
            Files.createFile(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            throw new IOException(path + " is there already: name another file", there);
        }
        BufferedWriter out =
                Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        // without the mark Excel takes it for a file in the machine's old code page
        out.write("\uFEFFphone,name,tier,line,reason\r\n");
        return new RefusedFile(path, out);
    }

    void add(JsonNode row) {
        if (out == null) {
            return;
        }
        String cells =
                COLUMNS.stream()
                        .map(column -> quoted(row.path(column).asString("")))
                        .collect(Collectors.joining(","));
        try {
            out.write(
                    cells
                            + ","
                            + row.path("refusedLine").asLong()
                            + ","
                            + quoted(row.path("problem").asString(""))
                            + "\r\n");
            rows++;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** Where the rows are, if there is something to say. */
    Optional<String> summary() {
        return path == null
                ? Optional.empty()
                : Optional.of(
                        rows == 0
                                ? "no rows were refused: " + path + " has none"
                                : rows + " refused rows are in " + path);
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
