package zarang.routing.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A line in which callers ask for what only some agents know, first come first served, longest idle
 * first, as one would write it down: no lanes, no offers, no dispatcher. Times in nanoseconds.
 */
final class TextbookSkills {
    private record Waiting(long at, long handling, int kind) {}

    private static final class Person {
        final String name;
        final int knows;
        long idleSince;

        Person(int number, int knows) {
            name = "a" + number;
            this.knows = knows;
        }
    }

    private record Ends(long at, long order, Person person) {}

    private final SkillPlan plan;
    private final TextbookQueue.Gone gone;
    private final List<Waiting> line = new ArrayList<>();
    private final List<Person> idle = new ArrayList<>();
    private final PriorityQueue<Ends> talks =
            new PriorityQueue<>(Comparator.comparingLong(Ends::at).thenComparingLong(Ends::order));
    private long order;

    TextbookSkills(SkillPlan plan, int agents, TextbookQueue.Gone gone) {
        this.plan = plan;
        this.gone = gone;
        List<Integer> heads = plan.heads(agents);
        for (int kind = 0; kind < heads.size(); kind++) {
            for (int head = 0; head < heads.get(kind); head++) {
                idle.add(new Person(idle.size() + 1, kind));
            }
        }
    }

    private boolean knows(Person person, int kind) {
        return plan.agents()
                .get(person.knows)
                .skills()
                .levels()
                .entrySet()
                .containsAll(plan.callers().get(kind).skills().levels().entrySet());
    }

    /** Callers come in the order of their times. */
    void arrives(long at, long handling, int kind) {
        serveUntil(at);
        idle.stream()
                .filter(person -> knows(person, kind))
                .min(
                        Comparator.<Person>comparingLong(person -> person.idleSince)
                                .thenComparing(person -> person.name))
                .ifPresentOrElse(
                        person -> {
                            idle.remove(person);
                            talk(person, new Waiting(at, handling, kind), at);
                        },
                        () -> line.add(new Waiting(at, handling, kind)));
    }

    /** Nobody comes any more. */
    void close() {
        serveUntil(Long.MAX_VALUE);
    }

    private void serveUntil(long until) {
        while (!talks.isEmpty() && talks.peek().at() < until) {
            Ends ends = talks.remove();
            line.stream()
                    .filter(caller -> knows(ends.person(), caller.kind()))
                    .findFirst()
                    .ifPresentOrElse(
                            caller -> {
                                line.remove(caller);
                                talk(ends.person(), caller, ends.at());
                            },
                            () -> {
                                ends.person().idleSince = ends.at();
                                idle.add(ends.person());
                            });
        }
    }

    private void talk(Person person, Waiting caller, long now) {
        gone.gone(caller.kind(), now - caller.at(), true);
        talks.add(new Ends(now + caller.handling(), order++, person));
    }
}
