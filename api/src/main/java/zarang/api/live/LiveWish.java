package zarang.api.live;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zarang.api.problem.Problem;
import zarang.api.problem.ProblemKind;
import zarang.api.route.ApiCaller;
import zarang.api.route.Scope;

/**
 * What one who follows by WebSocket says.
 *
 * @param resume the last number that it had of each topic
 * @param life of the run that these numbers are of
 */
record LiveWish(
        @Nullable List<String> subscribe,
        @Nullable List<String> unsubscribe,
        @Nullable Map<String, Long> resume,
        @Nullable String life) {
    private static final String TOPICS =
            "expected floor, queue:NAME, agent:EXTENSION, call:ID or alarms";

    List<String> wanted() {
        return texts(subscribe);
    }

    List<String> unwanted() {
        return texts(unsubscribe);
    }

    private static List<String> texts(@Nullable List<String> given) {
        return given == null ? List.of() : given.stream().map(String::valueOf).toList();
    }

    long known(String topic, String now) {
        @Nullable Long seq = now.equals(life) && resume != null ? resume.get(topic) : null;
        return seq == null ? 0 : seq;
    }

    /** A topic that the caller may follow. */
    static LiveTopic allowed(ApiCaller caller, String text) {
        LiveTopic topic =
                LiveTopic.read(text)
                        .orElseThrow(() ->
                                Problem.parameter(
                                                ProblemKind.INVALID,
                                                "topics",
                                                "found " + cut(text) + ", " + TOPICS)
                                        .refusal());
        Scope scope = topic.kind().scope();
        if (!caller.scopes().contains(scope)) {
            throw Problem.of(
                            ProblemKind.NOT_ALLOWED,
                            "the key " + caller.name() + " has not the scope " + scope.text())
                    .refusal();
        }
        return topic;
    }

    private static String cut(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
