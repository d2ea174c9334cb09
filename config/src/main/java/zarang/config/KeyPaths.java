package zarang.config;

import java.util.List;
import java.util.regex.Pattern;

/** Paths of keys as they are written: {@code media.ports}, {@code webhooks[0].url}. */
final class KeyPaths {
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern INDEX = Pattern.compile("\\[([0-9]{1,3})\\]");

    private KeyPaths() {}

    /** Of an option of the command line: the number of an item is a name like any other. */
    static List<String> split(String written) {
        return DOT.splitAsStream(INDEX.matcher(written).replaceAll(".$1")).toList();
    }

    /** Of a table: {@code webhooks[*].url}. */
    static List<String> ofTable(String written) {
        return DOT.splitAsStream(written.replace(Key.ITEM, "." + Key.ITEM)).toList();
    }
}
