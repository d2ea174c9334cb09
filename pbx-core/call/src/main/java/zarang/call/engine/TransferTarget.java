package zarang.call.engine;

import zarang.call.LegId;

/** To whom a phone wants to transfer whom it talks with. */
public sealed interface TransferTarget {
    /**
     * Somebody who is to be rung: a blind transfer.
     *
     * @param number as it was written, without separators; not empty
     */
    record Dialled(String number) implements TransferTarget {}

    /** Whoever the same phone talks with on another leg: an attended transfer, RFC 5589 §7. */
    record Leg(LegId other) implements TransferTarget {}
}
