package zarang.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server's name in the journal: made at first start, kept for ever, so that a restart knows
 * which calls were its own.
 */
public final class NodeName {
    private static final Logger log = LoggerFactory.getLogger(NodeName.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{3,63}");

    private NodeName() {}

    /**
     * The name. One that a power cut left empty is made anew: what the old one had open, other
     * servers of the same Redis end.
     *
     * @throws IOException also when the file holds something else than a name
     */
    public static String of(DataFolder folder, RandomGenerator random) throws IOException {
        Path file = folder.root().resolve("node");
        boolean there = Files.exists(file);
        String kept = there ? Files.readString(file).strip() : "";
        if (NAME.matcher(kept).matches()) {
            return kept;
        }
        if (!kept.isEmpty()) {
            throw new IOException(
                    file
                            + " holds no name of a server (4 to 64 letters, digits, '.', '_' or"
                            + " '-'): restore it from a backup, or delete it and a new one is made"
                            + " at the next start");
        }
        String name = "node-" + Long.toUnsignedString(random.nextLong() & 0xFFFF_FFFFFFL, 36);
        DataFolder.writePrivately(file, name + "\n");
        if (there) {
            log.warn("node.made-anew node={}; {} was empty, as after a power cut", name, file);
        }
        return name;
    }
}
