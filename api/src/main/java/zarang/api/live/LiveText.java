package zarang.api.live;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.api.route.Json;

/** Messages of the stream as they are sent: one line of JSON each. */
final class LiveText {
    private LiveText() {}

    static String welcome(String life, long beatMs) {
        return "{\"type\":\"welcome\",\"life\":" + quoted(life) + ",\"beatMs\":" + beatMs + "}";
    }

    static String snapshot(LiveTopic topic, long seq, LiveState state) {
        return head("snapshot", topic)
                + ",\"seq\":"
                + seq
                + ",\"state\":"
                + things(state.things())
                + "}";
    }

    static String change(LiveTopic topic, long seq, LiveState.Difference difference) {
        return head("change", topic)
                + ",\"seq\":"
                + seq
                + ",\"set\":"
                + things(difference.set())
                + ",\"gone\":"
                + names(difference.gone())
                + "}";
    }

    /** Nothing is known of the topic now; what was told stands until something is. */
    static String stale(LiveTopic topic, String code) {
        return head("stale", topic) + ",\"code\":" + quoted(code) + "}";
    }

    /** It is followed no more: there is none, or none any more. */
    static String over(LiveTopic topic, String detail) {
        return head("over", topic) + ",\"detail\":" + quoted(detail) + "}";
    }

    static String beat(String at) {
        return "{\"type\":\"beat\",\"at\":" + quoted(at) + "}";
    }

    static String problem(String code, String detail) {
        return "{\"type\":\"problem\",\"code\":"
                + quoted(code)
                + ",\"detail\":"
                + quoted(detail)
                + "}";
    }

    private static String head(String type, LiveTopic topic) {
        return "{\"type\":\"" + type + "\",\"topic\":" + quoted(topic.toString());
    }

    private static String things(Map<String, String> things) {
        return things.entrySet().stream()
                .map(each -> quoted(each.getKey()) + ":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String names(Set<String> names) {
        return names.stream().map(LiveText::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return json(text);
    }

    /** As it stands within a line. */
    static String json(Object thing) {
        return Json.V1.line(thing).stripTrailing();
    }
}
