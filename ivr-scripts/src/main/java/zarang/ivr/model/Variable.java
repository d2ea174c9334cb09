package zarang.ivr.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a step can speak of; set by {@code lookup: member}. */
public enum Variable {
    MEMBER_TIER("member.tier"),
    MEMBER_POINTS("member.points");

    private final String written;

    Variable(String written) {
        this.written = written;
    }

    /** As in a script. */
    public String written() {
        return written;
    }

    public static Optional<Variable> of(String written) {
        return Arrays.stream(values()).filter(v -> v.written.equals(written)).findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Variable::written).toList();
    }
}
