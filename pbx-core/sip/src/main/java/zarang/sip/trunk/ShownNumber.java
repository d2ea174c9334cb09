package zarang.sip.trunk;

/**
 * Whose number those see who are called through a trunk.
 *
 * @param rule whose
 * @param pilot our own number with that trunk, as it writes numbers
 */
public record ShownNumber(Rule rule, String pilot) {
    public enum Rule {
        /** Our own. */
        PILOT,
        /** Of whoever calls; our own where that is unknown. */
        CALLER,
        /** Nobody's: RFC 3323. */
        WITHHELD
    }
}
