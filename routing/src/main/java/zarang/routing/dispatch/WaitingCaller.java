package zarang.routing.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants.Preferred;
import zarang.routing.queue.QueueEntry;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.WaitingLine;

/**
 * One who is in a queue, at one moment, and what its place comes from. Times are ages. Immutable.
 *
 * @param position 1 for the one to be served next; 0: an agent's phone rings for it
 * @param waited since it first began to wait in this call, with what was carried over
 * @param inQueue since it joined this queue
 * @param offset of its tier
 * @param ahead how much earlier than it came it counts as having come, because somebody said so
 * @param capped it has waited so long that it goes before all who have not
 * @param skills levels that are asked of its agent now, the queue's and its own, by skill
 * @param kept the agent whom it is kept for now, and for how much longer at most
 * @param rings the agent whose phone rings for it, or is about to
 */
public record WaitingCaller(
        Subject subject,
        QueueName queue,
        int position,
        Tier tier,
        Duration waited,
        Duration inQueue,
        Duration offset,
        Duration ahead,
        boolean capped,
        SortedMap<String, Integer> skills,
        Optional<Preferred> kept,
        Optional<AgentId> rings) {
    /** More of a line are not shown at once. */
    public static final int SHOWN_MAX = 1_000;

    static List<WaitingCaller> of(FloorState floor, WaitingLine line, Instant now) {
        List<WaitingCaller> all = new ArrayList<>();
        line.present().stream()
                .filter(floor::isOffered)
                .sorted(Comparator.comparingLong(QueueEntry::arrival))
                .limit(SHOWN_MAX)
                .forEach(entry -> all.add(of(floor, entry, 0, now)));
        int ringing = all.size();
        line.inOrder(now)
                .filter(entry -> !floor.isOffered(entry))
                .limit(SHOWN_MAX - ringing)
                .forEach(entry -> all.add(of(floor, entry, all.size() - ringing + 1, now)));
        return all;
    }

    private static WaitingCaller of(FloorState floor, QueueEntry entry, int position, Instant now) {
        SkillNeeds needs = floor.line(entry).settings().distribution().needs();
        return new WaitingCaller(
                entry.subject(),
                entry.queue(),
                position,
                entry.tier(),
                Duration.between(entry.enqueuedAt(), now),
                entry.waited(now),
                floor.settings.offsets().of(entry.tier()),
                entry.ahead(),
                entry.cappedAt(now),
                needs.after(entry.wants().skills(), needs.steps(entry.waited(now))),
                floor.kept.keptFor(entry, now),
                floor.offers.of(entry.subject()).stream().findFirst().map(Offer::agent));
    }

    /** What it had waited before it came into this queue. */
    public Duration carried() {
        return waited.minus(inQueue);
    }

    /** Why it stands where it stands, and what it waits for, in words for who runs the floor. */
    public String why() {
        if (rings.isPresent()) {
            return "the phone of agent " + rings.get() + " rings for it";
        }
        StringBuilder why = new StringBuilder(place());
        if (!skills.isEmpty()) {
            why.append("; its agent needs ")
                    .append(
                            skills.entrySet().stream()
                                    .map(need -> need.getKey() + " " + need.getValue())
                                    .collect(Collectors.joining(", ")));
        }
        kept.ifPresent(prefer ->
                why.append("; kept for agent ")
                        .append(prefer.agent())
                        .append(" for ")
                        .append(shown(prefer.span()))
                        .append(" more"));
        return why.toString();
    }

    private String place() {
        StringBuilder why = new StringBuilder();
        why.append("waits for ").append(shown(waited));
        if (carried().toSeconds() > 0) {
            why.append(", ").append(shown(carried())).append(" of it before this queue");
        }
        if (capped) {
            return why.append(": longer than hard-cap, so it goes before all who have not, by")
                    .append(" arrival alone")
                    .toString();
        }
        Duration early = offset.plus(ahead);
        if (early.isZero()) {
            return why.append(", and ")
                    .append(tier.name())
                    .append(" counts from arrival")
                    .toString();
        }
        why.append("; ").append(tier.name()).append(" counts ").append(shown(offset));
        if (!ahead.isZero()) {
            why.append(" and a supervisor's word ").append(shown(ahead));
        }
        return why.append(" earlier, so as if it had waited ")
                .append(shown(waited.plus(early)))
                .toString();
    }

    /** Such as {@code 2 min 5 s}. */
    private static String shown(Duration span) {
        long seconds = span.toSeconds();
        long minutes = seconds / 60;
        return minutes == 0
                ? seconds + " s"
                : seconds % 60 == 0 ? minutes + " min" : minutes + " min " + seconds % 60 + " s";
    }
}
