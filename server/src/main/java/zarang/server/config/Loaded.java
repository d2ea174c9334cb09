package zarang.server.config;

import java.util.List;

/** What came of loading a configuration. */
public sealed interface Loaded {
    /**
     * It can be used.
     *
     * @param warnings to be logged
     */
    record Good(Settings settings, List<String> warnings) implements Loaded {
        public Good {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * It cannot: the process does not start, or goes on with what it has.
     *
     * @param findings one a line: file, line and column (or the option), key, found, expected
     */
    record Refused(List<String> findings) implements Loaded {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
