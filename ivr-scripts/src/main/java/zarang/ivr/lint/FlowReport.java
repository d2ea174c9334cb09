package zarang.ivr.lint;

import java.util.List;
import java.util.Optional;
import zarang.ivr.model.Flow;
import zarang.yaml.Finding;

/**
 * What came of checking one flow.
 *
 * @param flow fit to be published; empty if anything is wrong
 * @param findings sorted by place; may hold warnings even when there is a flow
 * @param text what was checked; empty if it could not be read
 */
public record FlowReport(String file, Optional<Flow> flow, List<Finding> findings, String text) {
    public FlowReport {
        findings = List.copyOf(findings);
    }

    public boolean ok() {
        return flow.isPresent();
    }
}
