package zarang.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * This server's name in the journal: made at first start, kept for ever, so that a restart knows
 * which calls were its own.
 */
public final class NodeName {
    private NodeName() {}

    public static String of(DataFolder folder, RandomGenerator random) throws IOException {
        Path file = folder.root().resolve("node");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        String name = "node-" + Long.toUnsignedString(random.nextLong() & 0xFFFF_FFFFFFL, 36);
        DataFolder.writePrivately(file, name + "\n");
        return name;
    }
}
