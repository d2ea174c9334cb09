package zarang.config;

import zarang.yaml.Parsed;
import zarang.yaml.YamlDocument;

/** Reads the defaults of the table, by the same readers as everything else. */
public final class Defaults {
    private Defaults() {}

    /**
     * The default of a key.
     *
     * @throws IllegalStateException the table has no default for it, or a wrong one
     */
    public static <T> T of(Key<T> key) {
        if (YamlDocument.parse("default", "value: " + key.standard())
                instanceof Parsed.Document(YamlDocument document)) {
            return document.root()
                    .get("value")
                    .flatMap(key.kind().reader())
                    .orElseThrow(() -> wrong(key));
        }
        throw wrong(key);
    }

    private static IllegalStateException wrong(Key<?> key) {
        return new IllegalStateException("no good default for " + key.written());
    }
}
