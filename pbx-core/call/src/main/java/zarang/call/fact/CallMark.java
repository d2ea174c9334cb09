package zarang.call.fact;

import java.util.Locale;

/**
 * What a fact says of the state of its call, which the journal keeps for the case that the process
 * dies. Travels with each entry, so that a version that does not know the fact keeps it as well.
 */
public enum CallMark {
    NONE,
    /** The call is open from here on. */
    BEGINS,
    /** The hotline is about to answer. The journal keeps it to itself. */
    ANSWERING,
    /** The hotline answered. */
    CONNECTED,
    /** What cannot be before the answer. */
    ANSWERED,
    /** The caller talks with an agent. */
    TALKING,
    /** The call is over. */
    ENDS;

    /** As it is written: small letters; empty for none. */
    public String word() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }
}
