package zarang.routing.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import zarang.routing.queue.SkillNeeds;

/**
 * What callers ask for, and which agents know what.
 *
 * @param callers 1 to {@value #KINDS_MAX}, whose shares add up to 1
 * @param agents the same of the agents, in the order in which {@code agents.yaml} would have them
 * @param relaxAfter after each of these waits every level that is asked for is one lower
 */
public record SkillPlan(
        List<SkillShare> callers, List<SkillShare> agents, List<Duration> relaxAfter) {
    /** How many kinds of callers, or of agents, there can be. */
    public static final int KINDS_MAX = 8;

    /** Nobody asks for anything. */
    public static final SkillPlan NONE =
            new SkillPlan(
                    List.of(new SkillShare(SkillSet.NONE, 1)),
                    List.of(new SkillShare(SkillSet.NONE, 1)),
                    List.of());

    private static final double ROUNDING = 1e-6;

    public SkillPlan {
        callers = List.copyOf(callers);
        agents = List.copyOf(agents);
        relaxAfter = new SkillNeeds(Map.of(), relaxAfter).relaxAfter();
        requireWhole("skills of callers", callers);
        requireWhole("skills of agents", agents);
        for (SkillShare caller : callers) {
            if (able(agents, caller.skills(), relaxAfter.size()).isEmpty()) {
                throw new IllegalArgumentException(
                        "no agent knows "
                                + caller.skills()
                                + ": callers who ask for it would wait for ever");
            }
        }
    }

    private static void requireWhole(String what, List<SkillShare> shares) {
        if (shares.isEmpty() || shares.size() > KINDS_MAX) {
            throw new IllegalArgumentException(
                    "%s: %d kinds, expected 1 to %d".formatted(what, shares.size(), KINDS_MAX));
        }
        if (shares.stream().map(SkillShare::skills).distinct().count() < shares.size()) {
            throw new IllegalArgumentException(what + ": one is named twice");
        }
        double sum = shares.stream().mapToDouble(SkillShare::share).sum();
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException(
                    "%s: their shares add up to %.1f %%, not to 100 %%".formatted(what, 100 * sum));
        }
    }

    /** Which kinds of agents can take a caller, sooner or later. */
    private static List<Integer> able(List<SkillShare> agents, SkillSet asked, int less) {
        return IntStream.range(0, agents.size())
                .filter(kind -> agents.get(kind).skills().isEnoughFor(asked, less))
                .boxed()
                .toList();
    }

    /** Whether anybody asks for anything. */
    public boolean isUsed() {
        return callers.stream().anyMatch(caller -> !caller.skills().equals(SkillSet.NONE));
    }

    /** How many agents there are of each kind, of so many in all. */
    public List<Integer> heads(int all) {
        List<Integer> heads = new ArrayList<>();
        double share = 0;
        int before = 0;
        for (SkillShare kind : agents) {
            share += kind.share();
            int until = Math.toIntExact(Math.round(share * all));
            heads.add(until - before);
            before = until;
        }
        return heads;
    }

    /**
     * The fewest kinds of callers who bring more work than those agents can do who may take any of
     * them; empty if there are none.
     */
    public Optional<List<SkillSet>> tooMuch(OfferedLoad load) {
        return IntStream.range(1, 1 << callers.size())
                .boxed()
                .sorted(Comparator.comparingInt(Integer::bitCount))
                .filter(kinds -> isTooMuch(kinds, load))
                .findFirst()
                .map(kinds -> chosen(kinds).stream().map(SkillShare::skills).toList());
    }

    private List<SkillShare> chosen(int kinds) {
        return IntStream.range(0, callers.size())
                .filter(kind -> (kinds & 1 << kind) != 0)
                .mapToObj(callers::get)
                .toList();
    }

    private boolean isTooMuch(int kinds, OfferedLoad load) {
        List<SkillShare> chosen = chosen(kinds);
        List<Integer> heads = heads(load.agents());
        int able =
                chosen.stream()
                        .flatMap(
                                caller -> able(agents, caller.skills(), relaxAfter.size()).stream())
                        .distinct()
                        .mapToInt(heads::get)
                        .sum();
        return chosen.stream().mapToDouble(SkillShare::share).sum() * load.erlangs() >= able;
    }
}
