package zarang.loyalty.member.csv;

/**
 * A row that was not imported, as the file has it: for whoever mends and imports it again, never
 * for a log.
 *
 * @param line 1 and up
 * @param problem holds neither name nor number
 */
public record RefusedRow(long line, String problem, String phone, String name, String tier) {
    @Override
    public String toString() {
        return "RefusedRow[" + line + ": " + problem + "]";
    }
}
