package zarang.routing.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.verb.SupervisionResult;

/**
 * What some processes said of their calls.
 *
 * @param result of the one that has the call; no call: none that answered
 * @param missing who did not answer
 */
record PeerAnswers(SupervisionResult result, List<CallSeen> calls, List<String> missing) {
    static final PeerAnswers NONE =
            new PeerAnswers(SupervisionResult.NO_CALL, List.of(), List.of());

    /**
     * @param answer empty: it did not
     */
    static PeerAnswers of(String node, Optional<CallAnswer> answer) {
        return answer.map(said -> new PeerAnswers(said.result(), said.calls(), List.<String>of()))
                .orElseGet(
                        () -> new PeerAnswers(SupervisionResult.NO_CALL, List.of(), List.of(node)));
    }

    PeerAnswers and(PeerAnswers more) {
        return new PeerAnswers(
                result == SupervisionResult.NO_CALL ? more.result : result,
                joined(calls, more.calls),
                joined(missing, more.missing));
    }

    PeerAnswers with(String node, CallAnswer answer) {
        return and(of(node, Optional.of(answer)));
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all.stream().distinct().toList();
    }
}
