package zarang.routing.owner;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return List.of(
                wants.skills().entrySet().stream()
                        .map(skill -> skill.getKey() + ":" + skill.getValue())
                        .collect(Collectors.joining(",")),
                wants.prefer().map(prefer -> prefer.agent().value()).orElse(""),
                wants.prefer().map(prefer -> prefer.span().toNanos()).orElse(0L));
    }

    /** Of a line of an older version: nothing. */
    static CallerWants read(Fields from) {
        if (from.isOver()) {
            return CallerWants.NOTHING;
        }
        Map<String, Integer> skills = new HashMap<>();
        String written = from.text();
        for (String skill : written.isEmpty() ? new String[0] : written.split(",", -1)) {
            int colon = skill.lastIndexOf(':');
            skills.put(
                    skill.substring(0, Math.max(0, colon)),
                    Integer.parseInt(skill.substring(colon + 1)));
        }
        String agent = from.text();
        Duration span = from.span();
        return new CallerWants(
                skills,
                agent.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Preferred(new AgentId(agent), span)));
    }
}
