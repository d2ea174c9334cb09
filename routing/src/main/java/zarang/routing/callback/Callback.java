package zarang.routing.callback;

import java.time.Instant;
import java.util.Optional;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.Tier;

/**
 * Somebody who is to be called back.
 *
 * @param id names it for good
 * @param queue that is to call
 * @param number whom to call
 * @param asked when
 * @param by who asked: the caller's number, or such as {@code api owner}
 * @param call in which it was asked, if it was in one
 * @param note for whoever calls; may be empty
 * @param language that who asked was spoken to in; empty: nobody knows
 * @param place in the line
 * @param progress what was tried already
 */
public record Callback(
        String id,
        QueueName queue,
        PhoneNumber number,
        Instant asked,
        String by,
        Optional<CallId> call,
        String note,
        Optional<String> language,
        Place place,
        Progress progress) {
    /** The longest note, in characters. */
    public static final int NOTE_MAX = 200;

    /**
     * Where it stands among those who wait.
     *
     * @param tier of who asked; empty: the lowest
     * @param since when the caller began to wait
     */
    public record Place(Optional<Tier> tier, Instant since) {}

    /**
     * What was tried.
     *
     * @param tries how often an agent was there and it was dialled, or was about to be
     * @param notBefore when it may be tried again
     * @param hold who has it for now; empty: nobody
     */
    public record Progress(int tries, Instant notBefore, Optional<Hold> hold) {
        /** Nothing. */
        public static final Progress NONE = new Progress(0, Instant.EPOCH, Optional.empty());
    }

    /**
     * Somebody has it for now: nobody else calls.
     *
     * @param by such as {@code api ann}, or {@code call} and the id of the call in which who asked
     *     is there again
     */
    public record Hold(String by, Instant until) {}

    /** One queue calls one number once, however often it is asked. */
    String who() {
        return who(queue, number);
    }

    static String who(QueueName queue, PhoneNumber number) {
        return queue + " " + number.e164();
    }

    /** Who has it at {@code now}. */
    public Optional<Hold> heldAt(Instant now) {
        return progress.hold().filter(hold -> hold.until().isAfter(now));
    }
}
