package zarang.loyalty.member.csv;

import java.util.List;
import java.util.Optional;

/**
 * What came of an import, or would come of it.
 *
 * @param rows read, without the header
 * @param added members that are new
 * @param updated members that were changed
 * @param alreadyThere rows whose number was somebody's already, and that changed nothing
 * @param refused rows that were not imported; the first 1000 are in {@code findings}
 * @param findings in the order of the file
 * @param notes what is no mistake and yet worth a look; the first 1000, in the order of the file
 * @param stopped why the rest of the file was not read, if so; importing it again does no harm
 */
public record ImportReport(
        long rows,
        long added,
        long updated,
        long alreadyThere,
        long refused,
        List<Finding> findings,
        List<Finding> notes,
        Optional<String> stopped) {
    public ImportReport {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /**
     * Something to be said of a line of the file.
     *
     * @param line 1 and up
     * @param problem holds neither name nor number
     */
    public record Finding(long line, String problem) {}

    /** Whether every row of the file is in the club now, or would be. */
    public boolean complete() {
        return refused == 0 && stopped.isEmpty();
    }
}
