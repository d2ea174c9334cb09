package zarang.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Collects what is wrong with a file, so that the admin sees all of it at once. Each finding is
 * kept once; at most {@value #LIMIT} are kept, the rest are counted. One thread.
 */
public final class Findings {
    public static final int LIMIT = 200;

    private final TreeSet<Finding> findings = new TreeSet<>();
    private int dropped;
    private boolean errors;

    public void error(FilePlace place, String key, String message) {
        add(new Finding(place, key, message, Severity.ERROR));
    }

    public void error(FilePlace place, String key, String message, FindingRule rule) {
        add(new Finding(place, key, message, Severity.ERROR, rule.id()));
    }

    public void warning(FilePlace place, String key, String message) {
        add(new Finding(place, key, message, Severity.WARNING));
    }

    public void add(Finding finding) {
        errors |= finding.severity() == Severity.ERROR;
        if (findings.size() < LIMIT) {
            findings.add(finding);
        } else if (!findings.contains(finding)) {
            dropped++;
        }
    }

    public void addAll(Collection<Finding> more) {
        more.forEach(this::add);
    }

    /** Whether the file is refused. */
    public boolean hasErrors() {
        return errors;
    }

    /** Sorted by place. When some were dropped, the last one says how many. */
    public List<Finding> list() {
        List<Finding> list = new ArrayList<>(findings);
        if (dropped > 0) {
            String message = "and " + dropped + " more findings that are not shown";
            list.add(
                    new Finding(
                            list.getLast().place(),
                            "",
                            message,
                            Severity.ERROR,
                            YamlRule.TOO_MANY.id()));
        }
        return List.copyOf(list);
    }
}
