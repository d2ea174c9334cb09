package zarang.loyalty.member.csv;

/**
 * How a list is imported.
 *
 * @param dryRun says what would come of it and changes nothing
 * @param update changes name and tier of those who are members already; a cell that is empty
 *     changes nothing
 */
public record ImportOptions(boolean dryRun, boolean update) {
    public static final ImportOptions PLAIN = new ImportOptions(false, false);
}
