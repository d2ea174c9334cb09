package zarang.api.calls;

import java.util.Optional;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.call.Words;
import zarang.call.verb.SupervisionResult;

/** What a supervisor is told whose wish cannot be: the word of it, then a sentence. */
final class SupervisionAnswer {
    private SupervisionAnswer() {}

    /**
     * The problem; empty if it was done.
     *
     * @param noCall that there is no such call
     */
    static Optional<Problem> of(SupervisionResult result, Problem noCall) {
        return switch (result) {
            case DONE -> Optional.empty();
            case NO_CALL -> Optional.of(noCall);
            case NO_TALK -> conflict(result, "nobody talks with the caller now");
            case NO_AGENT -> conflict(result, "no agent is in the talk");
            case NO_SUPERVISOR ->
                    conflict(
                            result,
                            "that is no supervisor with a phone: see calling.supervisors in"
                                    + " agents.yaml");
            case ALREADY -> conflict(result, "that one is in the talk already");
            case NOT_IN_TALK ->
                    conflict(result, "no such supervisor is in the talk, or its phone rings still");
            case WHICH -> conflict(result, "several are in the talk: say which supervisor");
            case OTHER_SPEAKS ->
                    conflict(result, "another supervisor whispers or is heard: one at a time");
            case TOO_MANY -> conflict(result, "as many supervisors are in the talk as may be");
            case HANDED_ON ->
                    conflict(result, "the caller is being handed on, or three talk already");
            case NO_QUEUE -> conflict(result, "the caller did not come out of a queue");
        };
    }

    private static Optional<Problem> conflict(SupervisionResult result, String sentence) {
        return Optional.of(Problem.of(ProblemKind.CONFLICT, Words.of(result) + ": " + sentence));
    }
}
