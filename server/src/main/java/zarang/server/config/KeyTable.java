package zarang.server.config;

import java.util.ArrayList;
import java.util.List;

/** The keys of one configuration file, in the order in which they are named. */
final class KeyTable {
    private final ConfigFile file;
    private final List<Key<?>> keys = new ArrayList<>();

    KeyTable(ConfigFile file) {
        this.file = file;
    }

    /** A key that has a default. */
    <T> Key<T> of(String path, Kind<T> kind, String standard, String meaning) {
        return add(Key.of(file, path, kind, standard, meaning));
    }

    /** A key that has none. */
    <T> Key<T> without(String path, Kind<T> kind, String absent, String meaning) {
        return add(Key.without(file, path, kind, absent, meaning));
    }

    List<Key<?>> all() {
        return List.copyOf(keys);
    }

    private <T> Key<T> add(Key<T> key) {
        keys.add(key);
        return key;
    }
}
