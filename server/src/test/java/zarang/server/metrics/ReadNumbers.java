package zarang.server.metrics;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.engine.EngineFigure;
import zarang.media.MediaCount;
import zarang.routing.agent.AgentState;
import zarang.routing.agent.AgentWish;

/** Snapshots in which every number is the same: a new count needs no new line here. */
final class ReadNumbers {
    private ReadNumbers() {}

    static <R extends Record> R all(Class<R> type, long number) {
        RecordComponent[] parts = type.getRecordComponents();
        try {
            Constructor<R> canonical =
                    type.getDeclaredConstructor(
                            Stream.of(parts)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            return canonical.newInstance(
                    Stream.of(parts)
                            .map(part -> value(part.getType(), part.getGenericType(), number))
                            .toArray());
        } catch (ReflectiveOperationException fault) {
            throw new LinkageError(fault.getMessage(), fault);
        }
    }

    private static Object value(Class<?> type, Type whole, long number) {
        if (type == long.class) {
            return number;
        } else if (type == int.class) {
            return (int) number;
        } else if (type == boolean.class) {
            return number % 2 == 1;
        } else if (type == Duration.class) {
            return Duration.ofSeconds(number);
        } else if (type == Instant.class) {
            return Instant.ofEpochSecond(number);
        } else if (type == AgentWish.class) {
            return new AgentWish.Ready();
        } else if (type == String.class) {
            return "one";
        } else if (type == QueueName.class) {
            return new QueueName("sales");
        } else if (type == AgentId.class) {
            return new AgentId("2001");
        } else if (type == AgentState.class) {
            return new AgentState.LoggedOut();
        } else if (type == EngineFigure.class) {
            return new EngineFigure.Count("zarang_one_total", "One", number);
        } else if (type == Map.class) {
            return kinds(number);
        } else if (type == List.class) {
            return List.of(element((ParameterizedType) whole, number));
        } else if (type.isRecord()) {
            return all(type.asSubclass(Record.class), number);
        }
        throw new AssertionError("a snapshot holds a " + type + ": say here what it is to be");
    }

    private static Object element(ParameterizedType list, long number) {
        Class<?> element = (Class<?>) list.getActualTypeArguments()[0];
        return value(element, element, number);
    }

    private static Map<MediaCount, Long> kinds(long number) {
        Map<MediaCount, Long> counts = new EnumMap<>(MediaCount.class);
        for (MediaCount count : MediaCount.values()) {
            counts.put(count, number);
        }
        return counts;
    }
}
