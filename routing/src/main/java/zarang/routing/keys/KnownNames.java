package zarang.routing.keys;

import java.util.Collection;
import java.util.List;
import zarang.config.ConfigReader;
import zarang.config.Key;

/** Looks whether what a list names is there. */
record KnownNames(ConfigReader reading) {
    /**
     * A finding for the first that is not.
     *
     * @param expected what there is, in words
     * @param named what stands for the asterisks of the key
     */
    void of(
            Key<List<String>> key,
            List<String> written,
            Collection<String> all,
            String expected,
            String... named) {
        written.stream()
                .filter(each -> !all.contains(each))
                .findFirst()
                .ifPresent(each ->
                        reading.refuse(key, "found '" + each + "', expected " + expected, named));
    }
}
