package zarang.yaml;

/** How bad a finding is. */
public enum Severity {
    /** The file is refused. */
    ERROR,
    /** The file works, and is probably not what was meant. */
    WARNING
}
