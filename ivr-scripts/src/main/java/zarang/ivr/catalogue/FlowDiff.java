package zarang.ivr.catalogue;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;

/** What differs between two versions of a flow, as a unified diff. */
public final class FlowDiff {
    private static final int CONTEXT = 3;

    private FlowDiff() {}

    /** Lines with their ends; empty if both are the same. */
    public static String of(FlowVersion from, FlowVersion to) {
        List<String> before = from.text().lines().toList();
        List<String> lines =
                UnifiedDiffUtils.generateUnifiedDiff(
                        name(from),
                        name(to),
                        before,
                        DiffUtils.diff(before, to.text().lines().toList()),
                        CONTEXT);
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** How many lines {@code to} has more and less than {@code from}, such as {@code 3 1}. */
    static String counts(String from, String to) {
        int added = 0;
        int removed = 0;
        for (AbstractDelta<String> delta :
                DiffUtils.diff(from.lines().toList(), to.lines().toList()).getDeltas()) {
            added += delta.getTarget().size();
            removed += delta.getSource().size();
        }
        return added + " " + removed;
    }

    private static String name(FlowVersion version) {
        return version.flow() + " " + version.number();
    }
}
