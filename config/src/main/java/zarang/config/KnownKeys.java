package zarang.config;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Every key there is: reading, findings, defaults and the handbook all derive from the tables that
 * the rooms bring. Immutable.
 */
public final class KnownKeys {
    private final List<Key<?>> all;
    private final Set<String> optional;

    public KnownKeys(List<KeyTable> tables) {
        all = tables.stream().flatMap(table -> table.all().stream()).toList();
        optional =
                tables.stream()
                        .filter(KeyTable::isOptional)
                        .map(KeyTable::file)
                        .collect(Collectors.toSet());
    }

    /** In the order of the tables. */
    public List<Key<?>> all() {
        return all;
    }

    /** Whether a file need not be there. */
    boolean isOptional(String file) {
        return optional.contains(file);
    }

    /** The files of a configuration folder. Most must be there; each may be empty. */
    public SequencedSet<String> files() {
        SequencedSet<String> files = new LinkedHashSet<>();
        all.forEach(key -> files.add(key.file()));
        return files;
    }

    Optional<Key<?>> find(List<String> written) {
        return all.stream().filter(key -> key.matches(written)).findFirst();
    }

    /** Those whose path begins so. */
    List<Key<?>> from(List<String> written) {
        return all.stream().filter(key -> key.leadsFrom(written)).toList();
    }

    boolean isListOfItems(List<String> written) {
        return all.stream().anyMatch(key -> key.isOfItemsIn(written));
    }

    /**
     * The names that may follow a path.
     *
     * @param file only those of this file; empty: of all
     */
    Collection<String> below(List<String> path, Optional<String> file) {
        Collection<String> names = new TreeSet<>();
        for (Key<?> key : from(path)) {
            boolean here = file.isEmpty() || key.file().equals(file.get());
            if (here && key.path().size() > path.size()) {
                names.add(key.path().get(path.size()));
            }
        }
        names.removeIf(Key::isOpen);
        return names;
    }
}
