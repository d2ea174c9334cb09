package zarang.server.config;

import zarang.yaml.Parsed;
import zarang.yaml.YamlDocument;

/** Reads the defaults of the table, by the same readers as everything else. */
final class Standards {
    private Standards() {}

    /**
     * @throws IllegalStateException the table has no default for it, or a wrong one
     */
    static <T> T of(Key<T> key) {
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
        return new IllegalStateException("no good default for " + KeyPaths.join(key.path()));
    }
}
