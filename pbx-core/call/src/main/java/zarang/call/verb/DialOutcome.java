package zarang.call.verb;

import zarang.call.Cause;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegOutcome;

/** What became of somebody who was rung. */
enum DialOutcome {
    ANSWERED(Cause.NORMAL_CLEARING),
    BUSY(Cause.USER_BUSY),
    NO_ANSWER(Cause.NO_ANSWER),
    REJECTED(Cause.CALL_REJECTED),
    /** No way there, or nobody by that number. */
    UNREACHABLE(Cause.NO_USER_RESPONDING),
    /** Whoever called gave up. */
    CANCELLED(Cause.NORMAL_CLEARING);

    private final Cause cause;

    DialOutcome(Cause cause) {
        this.cause = cause;
    }

    /** As who called is told. */
    Cause cause() {
        return cause;
    }

    /** Of a leg that ended before its answer. */
    static DialOutcome of(LegEvent.Ended ended) {
        if (ended.outcome() == LegOutcome.DO_NOT_DISTURB) {
            return BUSY;
        }
        return switch (ended.cause()) {
            case USER_BUSY -> BUSY;
            case CALL_REJECTED -> REJECTED;
            case NO_ANSWER -> NO_ANSWER;
            case UNALLOCATED_NUMBER,
                    NORMAL_CLEARING,
                    NO_USER_RESPONDING,
                    NOT_ACCEPTABLE,
                    TEMPORARY_FAILURE,
                    CONGESTION,
                    MEDIA_TIMEOUT,
                    SERVER_FAILURE,
                    INTERWORKING,
                    ANSWERED_ELSEWHERE ->
                    UNREACHABLE;
        };
    }
}
