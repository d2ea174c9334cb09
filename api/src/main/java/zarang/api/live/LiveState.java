package zarang.api.live;

import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * A topic at one moment: things by name, each as JSON text.
 *
 * @param things such as {@code queue:sales}
 */
record LiveState(SequencedMap<String, String> things) {
    LiveState {
        things = new TreeMap<>(things);
    }

    /** What became of it; no change if both are empty. */
    record Difference(SequencedMap<String, String> set, Set<String> gone) {
        boolean isNone() {
            return set.isEmpty() && gone.isEmpty();
        }
    }

    Difference from(LiveState before) {
        SequencedMap<String, String> set = new TreeMap<>();
        things.forEach((name, json) -> {
            if (!json.equals(before.things.get(name))) {
                set.put(name, json);
            }
        });
        Set<String> gone = new LinkedHashSet<>(before.things.keySet());
        gone.removeAll(things.keySet());
        return new Difference(set, gone);
    }
}
