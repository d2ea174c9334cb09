package zarang.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What this process holds of the machine at a moment, as {@code /proc} tells: open ports, files
 * below the folder for temporary ones, threads of Zarang's. Where there is no {@code /proc},
 * nothing but threads is seen.
 */
record Held(Set<String> things) {
    private static final Path FDS = Path.of("/proc/self/fd");
    private static final Path NET = Path.of("/proc/self/net");
    private static final String TEMPORARY = System.getProperty("java.io.tmpdir", "/tmp");

    /** The module's own folder is no temporary one, wherever the house stands. */
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private static final String LISTENS = "0A";

    /** Ours are on loopback, as {@code /proc} writes it; others are DNS resolvers'. */
    private static final Pattern LOOPBACK =
            Pattern.compile("(0100007F|0{24}01000000|0{16}FFFF00000100007F):.*");

    /** Fields of a line in {@code /proc/net/udp} and {@code tcp}. */
    private static final int LOCAL = 1;

    private static final int STATE = 3;
    private static final int INODE = 9;

    static Held now() {
        Set<String> things = new HashSet<>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("zarang"))
                .forEach(thread -> things.add("thread " + thread.getName() + thread.threadId()));
        if (Files.isDirectory(FDS)) {
            addFiles(things, ports());
        }
        return new Held(Set.copyOf(things));
    }

    /** What has come since. */
    Set<String> without(Held before) {
        Set<String> more = new TreeSet<>(things);
        more.removeAll(before.things());
        return more;
    }

    private static void addFiles(Set<String> things, Map<String, String> ports) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(FDS)) {
            for (Path each : all) {
                String target = target(each);
                String port = ports.get(target);
                if (port != null) {
                    things.add(port);
                } else if (target.startsWith(TEMPORARY) && !Path.of(target).startsWith(MODULE)) {
                    things.add("file " + target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** {@code socket:[inode]} to a port's name. */
    private static Map<String, String> ports() {
        Map<String, String> ports = new HashMap<>();
        for (String table : List.of("udp", "udp6", "tcp", "tcp6")) {
            for (String line : lines(NET.resolve(table))) {
                List<String> field =
                        Collections.list(new StringTokenizer(line)).stream()
                                .map(Object::toString)
                                .toList();
                boolean sound = field.size() > INODE && field.get(LOCAL).contains(":");
                if (sound
                        && LOOPBACK.matcher(field.get(LOCAL)).matches()
                        && (table.startsWith("udp") || field.get(STATE).equals(LISTENS))) {
                    int port =
                            Integer.parseInt(
                                    field.get(LOCAL)
                                            .substring(field.get(LOCAL).lastIndexOf(':') + 1),
                                    16);
                    ports.put(
                            "socket:[" + field.get(INODE) + "]",
                            "port " + table.substring(0, 3) + " " + port);
                }
            }
        }
        return ports;
    }

    private static List<String> lines(Path table) {
        try {
            List<String> all = Files.readAllLines(table);
            return all.subList(Math.min(1, all.size()), all.size());
        } catch (IOException none) {
            return List.of();
        }
    }
}
