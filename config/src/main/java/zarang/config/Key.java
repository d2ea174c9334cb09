package zarang.config;

import java.util.ArrayList;
import java.util.List;

/**
 * One key of the configuration. Rooms make them with a {@link KeyTable}.
 *
 * @param file the one in which it stands, such as {@code queues.yaml}
 * @param path its names from the top; {@code *} stands for a name that the admin chooses, {@code
 *     [*]} for a number in a list
 * @param kind how its value is read
 * @param standard its default as it would be written; empty: none
 * @param absent what it means that there is no default, such as {@code required}
 * @param meaning for the admin, one sentence
 */
public record Key<T>(
        String file,
        List<String> path,
        Kind<T> kind,
        String standard,
        String absent,
        String meaning) {
    /** What is said of a key that must be written. */
    public static final String REQUIRED = "required";

    static final String ANY = "*";
    static final String ITEM = "[*]";

    boolean matches(List<String> written) {
        return path.size() == written.size() && leadsFrom(written);
    }

    /** Whether {@code written} is the beginning of this key's path. */
    boolean leadsFrom(List<String> written) {
        for (int i = 0; i < written.size(); i++) {
            if (i >= path.size() || !(isOpen(path.get(i)) || path.get(i).equals(written.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether this key belongs to the items of the list that is written there. */
    boolean isOfItemsIn(List<String> written) {
        return path.size() > written.size()
                && path.get(written.size()).equals(ITEM)
                && leadsFrom(written);
    }

    static boolean isOpen(String part) {
        return part.equals(ANY) || part.equals(ITEM);
    }

    /**
     * The path with names in place of the stars.
     *
     * @param names one for each star
     */
    List<String> filled(String... names) {
        List<String> filled = new ArrayList<>();
        int next = 0;
        for (String each : path) {
            filled.add(isOpen(each) ? names[next++] : each);
        }
        return List.copyOf(filled);
    }

    /** As admins write it: {@code media.ports}, {@code webhooks[0].url}; stars as they are. */
    public String written(String... names) {
        StringBuilder written = new StringBuilder();
        int next = 0;
        for (String each : path) {
            String part = isOpen(each) && next < names.length ? names[next++] : each;
            if (each.equals(ITEM)) {
                written.append(part.equals(ITEM) ? part : "[" + part + "]");
            } else {
                written.append(written.isEmpty() ? "" : ".").append(part);
            }
        }
        return written.toString();
    }
}
