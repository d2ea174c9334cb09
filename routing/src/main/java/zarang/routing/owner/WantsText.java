package zarang.routing.owner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import zarang.call.AgentId;
import zarang.call.queue.CallerWants;
import zarang.call.queue.CallerWants.Preferred;

/**
 * What a caller wants of an agent, as the last fields of its line: skills as {@code english:3,
 * refunds:2}, the preferred agent, and for how long in ns. A version that does not know them reads
 * the line without.
 */
final class WantsText {
    private WantsText() {}

    static List<Object> write(CallerWants wants) {
        return write(wants.skills(), wants.prefer());
    }

    static List<Object> write(Map<String, Integer> skills, Optional<Preferred> prefer) {
        return List.of(
                skills.entrySet().stream()
                        .map(skill -> skill.getKey() + ":" + skill.getValue())
                        .collect(Collectors.joining(",")),
                prefer.map(wanted -> wanted.agent().value()).orElse(""),
                prefer.map(wanted -> wanted.span().toNanos()).orElse(0L));
    }

    /** Of a line of an older version: nothing. */
    static CallerWants read(Fields from) {
        return from.isOver() ? CallerWants.NOTHING : new CallerWants(skills(from), prefer(from));
    }

    /** Of a line of an older version: none. */
    static SortedMap<String, Integer> skills(Fields from) {
        SortedMap<String, Integer> skills = new TreeMap<>();
        if (from.isOver()) {
            return skills;
        }
        String written = from.text();
        for (String skill : written.isEmpty() ? new String[0] : written.split(",", -1)) {
            int colon = skill.lastIndexOf(':');
            skills.put(
                    skill.substring(0, Math.max(0, colon)),
                    Integer.parseInt(skill.substring(colon + 1)));
        }
        return skills;
    }

    /** Of a line of an older version: nobody. */
    static Optional<Preferred> prefer(Fields from) {
        if (from.isOver()) {
            return Optional.empty();
        }
        String agent = from.text();
        Duration span = from.span();
        return agent.isEmpty()
                ? Optional.empty()
                : Optional.of(new Preferred(new AgentId(agent), span));
    }
}
