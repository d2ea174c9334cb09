package zarang.yaml;

/** What a finding offends against: a name that stays the same when the words change. */
public interface FindingRule {
    /** For editors and scripts: {@code duplicate-key}. */
    String id();

    /** What is wanted, in a sentence. */
    String meaning();
}
