package zarang.loyalty.member.csv;

/** What a row says. */
sealed interface ReadRow permits ListedMember, ReadRow.Wrong {
    /**
     * The row is no member.
     *
     * @param problem holds neither name nor number
     */
    record Wrong(String problem) implements ReadRow {}
}
