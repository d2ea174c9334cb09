package zarang.call.engine;

import zarang.call.Cause;

/** What has become of a transfer, for the phone that wanted it. */
public sealed interface TransferProgress {
    /** It is tried. */
    record Trying() implements TransferProgress {}

    /** The new party is rung. */
    record Ringing() implements TransferProgress {}

    /** The new party has the call: nothing more is told. */
    record Done() implements TransferProgress {}

    /** It is as it was before: nothing more is told. */
    record Failed(Cause cause) implements TransferProgress {}
}
