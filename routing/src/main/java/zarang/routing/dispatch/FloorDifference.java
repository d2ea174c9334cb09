package zarang.routing.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import zarang.call.QueueName;
import zarang.call.Words;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.queue.FollowUp;
import zarang.routing.queue.Intake;
import zarang.routing.queue.QueueSettings;

/** What is set otherwise on one floor than on another, in the words of the configuration. */
public final class FloorDifference {
    private final List<String> lines = new ArrayList<>();

    private FloorDifference() {}

    /** One line for each thing that differs, such as {@code queue sales: wrap-up 5s -> 10s}. */
    public static List<String> between(FloorSettings before, FloorSettings after) {
        FloorDifference found = new FloorDifference();
        Map<String, Map<String, Object>> queues = new LinkedHashMap<>();
        Map<String, Map<String, Object>> then = new LinkedHashMap<>();
        before.queues().forEach(queue -> queues.put("queue " + queue.name(), values(queue)));
        after.queues().forEach(queue -> then.put("queue " + queue.name(), values(queue)));
        before.agents().forEach(agent -> queues.put("agent " + agent.id(), values(agent)));
        after.agents().forEach(agent -> then.put("agent " + agent.id(), values(agent)));
        for (String name : new TreeSet<>(queues.keySet())) {
            if (!then.containsKey(name)) {
                found.lines.add(name + ": taken away");
            }
        }
        then.forEach((name, values) -> {
            Map<String, Object> old = queues.get(name);
            if (old == null) {
                found.lines.add(name + ": new");
            } else {
                found.compare(name + ": ", old, values);
            }
        });
        found.compare("", offsets(before, after), offsets(after, before));
        found.compare("", values(before), values(after));
        return List.copyOf(found.lines);
    }

    private void compare(String what, Map<String, Object> before, Map<String, Object> after) {
        after.forEach((key, value) -> {
            if (!Objects.equals(before.get(key), value)) {
                lines.add(what + key + " " + shown(before.get(key)) + " -> " + shown(value));
            }
        });
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "none";
            case Duration span when span.isZero() || span.toMillis() % 1000 != 0 ->
                    span.toMillis() == 0 ? "0s" : span.toMillis() + "ms";
            case Duration span -> span.toSeconds() + "s";
            default -> value.toString();
        };
    }

    private static Map<String, Object> values(QueueSettings queue) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("ring-timeout", queue.ringTimeout());
        values.put("wrap-up", queue.wrapUp());
        values.put("max-wait", queue.maxWait());
        values.put("size", queue.size());
        values.put("hard-cap", queue.hardCap());
        values.put("join-when-empty", queue.joinWhenEmpty());
        values.put("service-target", queue.serviceTarget());
        values.put("short-abandon", queue.shortAbandon());
        values.put("regain", queue.regain());
        values.put("strategy", Words.of(queue.distribution().strategy()));
        values.put("skills", new TreeMap<>(queue.distribution().needs().levels()));
        values.put("relax-after", queue.distribution().needs().relaxAfter());
        Intake intake = queue.intake();
        values.put("open", intake.open());
        values.put("when-closed", Words.of(intake.whenClosed()));
        values.put("overflow-to", intake.overflowTo().map(QueueName::value).orElse("none"));
        values.put(
                "overflow-when", intake.overflowWhen().stream().map(Words::of).sorted().toList());
        FollowUp after = queue.followUp();
        values.put("call-back.dial", after.dial());
        values.put("call-back.attempts", after.attempts());
        values.put("call-back.gap", after.gap());
        values.put("call-back.at-once", after.atOnce());
        values.put("missed-after", after.missedAfter());
        values.put("record", queue.recorded());
        return values;
    }

    private static Map<String, Object> values(AgentSettings agent) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", agent.name());
        values.put("team", agent.team().orElse("none"));
        values.put("queues", agent.queues());
        values.put("contact", agent.contact().orElse("the registered phone"));
        values.put("skills", new TreeMap<>(agent.abilities().skills()));
        values.put("weight", agent.abilities().weight());
        values.put("queues-in-order", agent.abilities().inOrder());
        return values;
    }

    /** Of all tiers that one of the two floors names. */
    private static Map<String, Object> offsets(FloorSettings floor, FloorSettings other) {
        Map<String, Object> values = new TreeMap<>();
        Stream.of(floor, other)
                .flatMap(each -> each.offsets().byTier().keySet().stream())
                .forEach(tier ->
                        values.put("tier-offsets." + tier.name(), floor.offsets().of(tier)));
        return values;
    }

    private static Map<String, Object> values(FloorSettings floor) {
        RestSettings rest = floor.rest();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rest.no-answer", rest.noAnswer());
        values.put("rest.refused", rest.refused());
        values.put("rest.misses", rest.misses());
        values.put("rest.not-ready", rest.notReady());
        values.put("rest.fixed-contact", rest.fixedContact());
        values.put("rest.taken-elsewhere", rest.takenElsewhere());
        values.put("pause-reasons", floor.pauseReasons());
        return values;
    }
}
