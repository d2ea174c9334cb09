package zarang.loyalty.member.csv;

/** What came of a row, or would come of it. */
sealed interface RowOutcome {
    record Added() implements RowOutcome {}

    record Updated() implements RowOutcome {}

    /**
     * Nothing was changed.
     *
     * @param differs whether the file says something else of the member than the club does
     */
    record Left(boolean differs) implements RowOutcome {}

    /**
     * Nothing was done: the file has the number twice.
     *
     * @param line of the first row with it
     */
    record Twice(long line) implements RowOutcome {}

    record Refused(String problem) implements RowOutcome {}
}
