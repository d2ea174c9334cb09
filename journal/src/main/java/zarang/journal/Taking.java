package zarang.journal;

/** What came of giving an entry to a consumer. */
sealed interface Taking {
    record Done() implements Taking {}

    /**
     * The consumer could not take it; trying again may help.
     *
     * @param needsRepair trying again soon does not: it is parked at once
     */
    record Failed(String error, boolean needsRepair) implements Taking {}

    /** This version does not know what it says; trying again does not help before an upgrade. */
    record Unread(String reason) implements Taking {}
}
