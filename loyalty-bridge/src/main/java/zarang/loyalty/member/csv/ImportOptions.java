package zarang.loyalty.member.csv;

/**
 * How a list is imported.
 *
 * @param dryRun says what would come of it and changes nothing
 * @param update changes name and tier of those who are members already; a cell that is empty
 *     changes nothing
 * @param emptyTierIsLowest a new member whose tier is left empty gets the lowest: what a person
 *     means who fills in a table. A program that sends an empty tier more likely has lost it: it is
 *     refused unless it says so
 */
public record ImportOptions(boolean dryRun, boolean update, boolean emptyTierIsLowest) {
    public static final ImportOptions PLAIN = new ImportOptions(false, false, true);
}
