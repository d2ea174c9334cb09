package zarang.server.config;

import java.util.List;
import java.util.regex.Pattern;

/** KeyPaths of keys as admins write them: {@code media.ports}, {@code webhooks[0].url}. */
final class KeyPaths {
    private static final Pattern DOT = Pattern.compile("\\.");
    private static final Pattern INDEX = Pattern.compile("\\[([0-9]{1,3})\\]");

    private KeyPaths() {}

    static List<String> split(String written) {
        return DOT.splitAsStream(INDEX.matcher(written).replaceAll(".$1")).toList();
    }

    static String join(List<String> path) {
        boolean item = path.size() > 1 && path.getFirst().equals("webhooks");
        return item
                ? "webhooks["
                        + String.join(".", path.subList(1, path.size())).replaceFirst("\\.", "].")
                : String.join(".", path);
    }
}
