package zarang.sip.session;

/**
 * Whose turn it is to describe the media of a session: RFC 3264 §4, RFC 3261 §13.2.1 and §14, RFC
 * 6337 §2. Pure: each move gives the state after it.
 *
 * <pre>
 *              offer              agreed              offer
 *           +--------> FIRST_OURS -------+   +------------------> OURS
 *           |  withdrawn |               V   |  agreed, withdrawn  |
 *        NOTHING &lt;-------+             AGREED &lt;--------------------+
 *           |  withdrawn |               ^   |  agreed, withdrawn  |
 *           +--------> FIRST_THEIRS -----+   +------------------> THEIRS
 *              offered            agreed              offered
 * </pre>
 *
 * <p>An offer that meets another is glare and changes nothing here: whoever sees it answers 491.
 */
enum OfferAnswer {
    /** No media yet: either side may offer. */
    NOTHING,
    /** The session's first offer is ours and waits for its answer. */
    FIRST_OURS,
    /** The session's first offer is theirs and waits for our answer. */
    FIRST_THEIRS,
    /** Media is agreed on: either side may offer again. */
    AGREED,
    /** Media is agreed on, and another offer of ours waits for its answer. */
    OURS,
    /** Media is agreed on, and another offer of theirs waits for our answer. */
    THEIRS;

    /** Whether an offer may be made or taken. */
    boolean isFree() {
        return this == NOTHING || this == AGREED;
    }

    /** Whether the other side owes us an answer. */
    boolean isOurs() {
        return this == FIRST_OURS || this == OURS;
    }

    /** We offer. */
    OfferAnswer offer() {
        mustBeFree();
        return this == NOTHING ? FIRST_OURS : OURS;
    }

    /** The other side offers. */
    OfferAnswer offered() {
        mustBeFree();
        return this == NOTHING ? FIRST_THEIRS : THEIRS;
    }

    /** An answer was given that both can use. */
    OfferAnswer agreed() {
        if (isFree()) {
            throw new IllegalStateException("an answer without an offer");
        }
        return AGREED;
    }

    /** The offer was refused: all is as it was before. RFC 3261 §14.1. */
    OfferAnswer withdrawn() {
        return switch (this) {
            case NOTHING, FIRST_OURS, FIRST_THEIRS -> NOTHING;
            case AGREED, OURS, THEIRS -> AGREED;
        };
    }

    private void mustBeFree() {
        if (!isFree()) {
            throw new IllegalStateException("an offer beside another: " + this);
        }
    }
}
