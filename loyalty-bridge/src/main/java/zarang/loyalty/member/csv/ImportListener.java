package zarang.loyalty.member.csv;

/** Follows an import under way, on the import's thread; it must be short. */
public interface ImportListener {
    /**
     * After each row.
     *
     * @param rows that are done
     */
    void done(long rows);

    /** A row that was not imported. */
    void refused(RefusedRow row);
}
