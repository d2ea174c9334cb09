package zarang.yaml;

import java.util.List;

/** What came of reading a file. */
public sealed interface Parsed {
    /** It can be read; whether it says the right things is for its document to check. */
    record Document(YamlDocument document) implements Parsed {}

    /**
     * It cannot be used.
     *
     * @param findings why; at least one
     */
    record Refused(List<Finding> findings) implements Parsed {
        public Refused {
            findings = List.copyOf(findings);
        }
    }
}
