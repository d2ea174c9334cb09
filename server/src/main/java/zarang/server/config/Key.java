package zarang.server.config;

import java.util.List;

/**
 * One key of the configuration. The table of all of them is {@link Keys}.
 *
 * @param path its names from the top; {@code *} stands for a name that the admin chooses, or for a
 *     number in a list
 * @param kind how its value is read
 * @param standard its default as it would be written; empty: none
 * @param absent what it means that there is no default, such as {@code required}
 * @param meaning for the admin, one sentence
 */
record Key<T>(
        ConfigFile file,
        List<String> path,
        Kind<T> kind,
        String standard,
        String absent,
        String meaning) {
    static final String ANY = "*";

    static <T> Key<T> of(
            ConfigFile file, String path, Kind<T> kind, String standard, String meaning) {
        return new Key<>(file, KeyPaths.split(path), kind, standard, "", meaning);
    }

    static <T> Key<T> without(
            ConfigFile file, String path, Kind<T> kind, String absent, String meaning) {
        return new Key<>(file, KeyPaths.split(path), kind, "", absent, meaning);
    }

    boolean isRequired() {
        return absent.equals(REQUIRED);
    }

    static final String REQUIRED = "required";

    boolean matches(List<String> written) {
        return path.size() == written.size() && leadsFrom(written);
    }

    /** Whether {@code written} is the beginning of this key's path. */
    boolean leadsFrom(List<String> written) {
        for (int i = 0; i < written.size(); i++) {
            if (i >= path.size()
                    || !(path.get(i).equals(ANY) || path.get(i).equals(written.get(i)))) {
                return false;
            }
        }
        return true;
    }
}
