package zarang.yaml;

/** What every YAML file of Zarang holds to. */
public enum YamlRule implements FindingRule {
    UNREADABLE("unreadable", "The file is there, can be read and is UTF-8."),
    TOO_LARGE("too-large", "The file is not longer, deeper or richer than the limits allow."),
    SYNTAX("yaml-syntax", "The file is YAML 1.2: one document of keys and values."),
    DUPLICATE_KEY("duplicate-key", "A key is given once."),
    ANCHOR("yaml-anchor", "Anchors and aliases are not used; a value is written out."),
    TAG("yaml-tag", "Tags (!name) are not used."),
    ODD_SIGN(
            "odd-sign",
            "No sign looks like another or like nothing: ASCII digits, ordinary spaces."),
    YAML_11(
            "yaml-1.1",
            "YAML 1.2 takes on, off, yes, no for text and 21:00 for no number: write true, false,"
                    + " and durations with their unit."),
    UNKNOWN_KEY("unknown-key", "A key is one that is known here."),
    MISSING_KEY("missing-key", "A key that is required is there."),
    BAD_NAME("bad-name", "A name has the form that names have here."),
    BAD_VALUE("bad-value", "A value has the form and the range that the key takes."),
    TOO_MANY("too-many-findings", "Not all findings are shown.");

    private final String id;
    private final String meaning;

    YamlRule(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
