package zarang.server.data;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a running server listens, as it lies in the data folder.
 *
 * @param http base of the admin API
 * @param sip listeners such as {@code udp:127.0.0.1:5060}
 */
public record ServerAddress(URI http, List<String> sip, long pid) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public void write(DataFolder folder) throws IOException {
        DataFolder.writePrivately(folder.serverFile(), JSON.writeValueAsString(this) + "\n");
    }

    public static void remove(DataFolder folder) throws IOException {
        Files.deleteIfExists(folder.serverFile());
    }

    /**
     * The server of {@code folder}; empty if none is noted or the note is not readable. It may be
     * dead all the same.
     */
    public static Optional<ServerAddress> read(DataFolder folder) throws IOException {
        if (!Files.exists(folder.serverFile())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    JSON.readValue(Files.readString(folder.serverFile()), ServerAddress.class));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
