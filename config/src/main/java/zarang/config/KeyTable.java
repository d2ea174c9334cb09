package zarang.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one room in one configuration file, in the order in which they are named. Filled
 * while the class that holds it is loaded, and only read after that.
 */
public final class KeyTable {
    private final String file;
    private final boolean optional;
    private final List<Key<?>> keys = new ArrayList<>();

    /**
     * An empty table.
     *
     * @param file such as {@code queues.yaml}; several rooms may have keys in one
     */
    public KeyTable(String file) {
        this(file, false);
    }

    private KeyTable(String file, boolean optional) {
        this.file = file;
        this.optional = optional;
    }

    /** An empty table of a file that need not be there: absent, it says nothing. */
    public static KeyTable ofOptional(String file) {
        return new KeyTable(file, true);
    }

    String file() {
        return file;
    }

    boolean isOptional() {
        return optional;
    }

    /**
     * A key that has a default.
     *
     * @param path {@code *} for a name that the admin chooses, {@code [*]} for items of a list
     * @param standard as it would be written
     * @param meaning for the admin, one sentence
     */
    public <T> Key<T> of(String path, Kind<T> kind, String standard, String meaning) {
        return add(new Key<>(file, KeyPaths.ofTable(path), kind, standard, "", meaning));
    }

    /**
     * A key that has none.
     *
     * @param absent what it means when it is not written
     */
    public <T> Key<T> without(String path, Kind<T> kind, String absent, String meaning) {
        return add(new Key<>(file, KeyPaths.ofTable(path), kind, "", absent, meaning));
    }

    /** Its keys of the things that are named below {@code path}, such as {@code queues}. */
    public List<Key<?>> ofNamed(String path) {
        return keys.stream()
                .filter(key -> key.leadsFrom(List.of(path, "any")))
                .filter(key -> key.path().size() > 2)
                .<Key<?>>map(key -> key)
                .toList();
    }

    List<Key<?>> all() {
        return List.copyOf(keys);
    }

    private <T> Key<T> add(Key<T> key) {
        keys.add(key);
        return key;
    }
}
