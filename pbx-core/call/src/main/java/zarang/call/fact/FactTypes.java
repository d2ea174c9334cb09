package zarang.call.fact;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The kinds of facts that this process can read: those of its rooms. Immutable. */
public final class FactTypes {
    private final Map<String, FactType<?>> byName = new LinkedHashMap<>();

    /**
     * @throws IllegalArgumentException two kinds have one name
     */
    public FactTypes(Collection<? extends FactType<?>> types) {
        for (FactType<?> type : types) {
            if (byName.put(type.name(), type) != null) {
                throw new IllegalArgumentException("two facts have the name " + type);
            }
        }
    }

    /** Empty if this version does not know the kind. */
    public Optional<FactType<?>> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, in the order of the rooms. */
    public List<FactType<?>> all() {
        return List.copyOf(byName.values());
    }
}
