package zarang.loyalty.member;

import java.util.List;
import java.util.Optional;

/**
 * What came of an import.
 *
 * @param rows read, without the header
 * @param added members that are new
 * @param alreadyThere rows whose number was somebody's already
 * @param refused rows that were not imported; the first 1000 are in {@code findings}
 * @param findings in the order of the file
 * @param stopped why the rest of the file was not read, if so; importing it again does no harm
 */
public record ImportReport(
        long rows,
        long added,
        long alreadyThere,
        long refused,
        List<Finding> findings,
        Optional<String> stopped) {
    public ImportReport {
        findings = List.copyOf(findings);
    }

    /**
     * Something wrong in the file.
     *
     * @param line 1 and up
     * @param problem holds neither name nor number
     */
    public record Finding(long line, String problem) {}

    /** Whether every row of the file is in the club now. */
    public boolean complete() {
        return refused == 0 && stopped.isEmpty();
    }
}
