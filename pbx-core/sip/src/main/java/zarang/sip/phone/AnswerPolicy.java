package zarang.sip.phone;

import java.time.Duration;

/** What the phone does with a call that comes in while it is free. */
public sealed interface AnswerPolicy {
    /** Ring that long, then answer. */
    record After(Duration ringing) implements AnswerPolicy {}

    /** Refuse at once, such as with 486. */
    record Refuse(int status) implements AnswerPolicy {}

    /** Ring until somebody calls {@link SipPhone#answer} or the caller gives up. */
    record LetRing() implements AnswerPolicy {}
}
