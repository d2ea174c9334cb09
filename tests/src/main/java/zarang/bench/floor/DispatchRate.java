package zarang.bench.floor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.Words;
import zarang.call.fact.Subject;
import zarang.call.queue.CallerWants;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.agent.Abilities;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.RestSettings;
import zarang.routing.dispatch.Decision;
import zarang.routing.dispatch.Dispatcher;
import zarang.routing.dispatch.FloorEvent;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.queue.Distribution;
import zarang.routing.queue.QueueSettings;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;

/**
 * Decisions a second of CPU of one thread. A decision is all that the dispatcher does for one
 * caller to be served: a talk ends, the agent is free, the next caller of all the agent's queues is
 * chosen, the lease is granted, the agent answers: three events. Letting a caller in, which tells
 * it its place, is taken apart, and so is the choosing alone, which is the first of the three: the
 * talk is over, and it is decided who is offered the agent. {@code DispatchRate SKILLS QUEUES
 * AGENTS WAITING…}; each agent serves up to four queues that lie side by side.
 *
 * <p>SKILLS says who asks for some of eight skills, of which each agent knows four at levels 2 to
 * 5: {@code none}; {@code queues}: each queue for two at level 3; {@code callers}: each caller for
 * one or two beside that. All are relaxed after 1 and 2 min, and callers wait 90 s in the mean.
 */
public final class DispatchRate {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Tier[] TIERS = {Tier.BRONZE, Tier.BRONZE, Tier.SILVER, Tier.GOLD};
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MEAN_WAIT = Duration.ofSeconds(90);
    private static final int QUEUE_MAX = 10_000;
    private static final int QUEUES_EACH = 4;
    private static final int ROUNDS = 15;
    private static final int WARM = 8;
    private static final int TIMES = 20_000;
    private static final int TICKS = 200_000;

    /** With so many in a queue to join costs more than all else. */
    private static final int FEW_TIMES = 1_000;

    private static final int SKILLS = 8;
    private static final int KNOWN = 4;
    private static final List<Duration> RELAX_AFTER =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

    /** Who asks for skills. */
    private enum Asking {
        NONE,
        QUEUES,
        CALLERS
    }

    private final Asking asking;
    private final List<QueueName> queues;
    private final Dispatcher dispatcher;
    private final Deque<QueueEvent.Offered> talking = new ArrayDeque<>();
    private final Deque<FloorEvent> following = new ArrayDeque<>();
    private Instant now = Instant.EPOCH;
    private Duration step = Duration.ZERO;
    private long nextCall;

    private DispatchRate(Asking asking, int queues, int agents) {
        this.asking = asking;
        this.queues =
                IntStream.range(0, queues).mapToObj(n -> new QueueName("queue-" + n)).toList();
        dispatcher = new Dispatcher(settings(agents), "b", now);
    }

    private FloorSettings settings(int agents) {
        List<QueueSettings> settings = new ArrayList<>();
        for (QueueName queue : queues) {
            settings.add(
                    new QueueSettings(
                            queue,
                            Duration.ofSeconds(20),
                            Duration.ZERO,
                            DAY,
                            QUEUE_MAX,
                            DAY,
                            true,
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(5),
                            new Distribution(Strategy.LONGEST_IDLE, needs(settings.size()))));
        }
        List<AgentSettings> people = new ArrayList<>();
        for (int agent = 0; agent < agents; agent++) {
            int first = agent;
            people.add(
                    new AgentSettings(
                            new AgentId("a" + agent),
                            "",
                            IntStream.range(0, Math.min(QUEUES_EACH, queues.size()))
                                    .mapToObj(n -> queues.get((first + n) % queues.size()))
                                    .toList(),
                            Optional.of("sip:agent@127.0.0.1"),
                            new Abilities(known(agent), 1, false)));
        }
        return new FloorSettings(settings, people, TierOffsets.defaults(), RestSettings.defaults());
    }

    private SkillNeeds needs(int queue) {
        return asking == Asking.NONE
                ? SkillNeeds.NONE
                : new SkillNeeds(Map.of(skill(queue), 3, skill(queue + 1), 3), RELAX_AFTER);
    }

    /** Half of the skills, each at a level of its own. */
    private static Map<String, Integer> known(int agent) {
        Map<String, Integer> levels = new HashMap<>();
        for (int skill = 0; skill < KNOWN; skill++) {
            levels.put(skill(agent + skill), 2 + (agent / SKILLS + skill) % 4);
        }
        return levels;
    }

    private static String skill(int number) {
        return "skill-" + number % SKILLS;
    }

    private CallerWants wants(long call) {
        if (asking != Asking.CALLERS) {
            return CallerWants.NOTHING;
        }
        int one = (int) (call / queues.size() % SKILLS); // of each queue every skill
        return new CallerWants(
                call % 2 == 0 ? Map.of(skill(one), 2) : Map.of(skill(one), 2, skill(one + 1), 1),
                Optional.empty());
    }

    /** Prints a line for each number of callers waiting. */
    public static void main(String[] args) {
        Asking asking = Asking.valueOf(args[0].toUpperCase(Locale.ROOT));
        int queues = Integer.parseInt(args[1]);
        int agents = Integer.parseInt(args[2]);
        for (String waiting : List.of(args).subList(3, args.length)) {
            new DispatchRate(asking, queues, agents).measure(agents, Integer.parseInt(waiting));
        }
    }

    private void measure(int agents, int waiting) {
        step = MEAN_WAIT.dividedBy(2L * waiting); // one talk ends and one caller joins a turn
        while (talking.size() < agents) {
            join(); // finds an agent free, if one knows enough
        }
        while (nextCall < agents + waiting) {
            join();
        }
        double[] decision = new double[ROUNDS];
        double[] joining = new double[ROUNDS];
        int batch = Math.clamp(waiting / 10, 1, 1_000);
        int times = waiting > 2 * TIMES ? FEW_TIMES : TIMES;
        for (int round = 0; round < ROUNDS; round++) {
            long decided = 0;
            long joined = 0;
            for (int left = times; left > 0; left -= batch) {
                long from = THREADS.getCurrentThreadCpuTime();
                for (int each = 0; each < batch; each++) {
                    serve();
                }
                long served = THREADS.getCurrentThreadCpuTime();
                for (int each = 0; each < batch; each++) {
                    join();
                }
                decided += served - from;
                joined += THREADS.getCurrentThreadCpuTime() - served;
            }
            int done = (times + batch - 1) / batch * batch;
            decision[round] = decided / 1e3 / done;
            joining[round] = joined / 1e3 / done;
        }
        double[] choosing = choosing(batch, times);
        if (asking == Asking.NONE && talking.size() != agents) {
            throw new IllegalStateException("agents who are idle beside callers who wait");
        }
        double us = middle(decision);
        double alone = middle(choosing);
        System.out.printf(
                Locale.ROOT,
                "skills %s: waiting %d in %d queues, %d agents: decision %.2f us of CPU, %.0f decisions/s;"
                        + " choosing alone %.2f us, %.0f/s; a caller joins in %.2f us; a tick with nothing due %.3f us%n",
                Words.of(asking),
                waiting,
                queues.size(),
                agents,
                us,
                1e6 / us,
                alone,
                1e6 / alone,
                middle(joining),
                ticks());
    }

    /** Talks end and callers are chosen; what follows from that is not in it. */
    private double[] choosing(int batch, int times) {
        double[] choosing = new double[ROUNDS];
        List<Decision> decided = new ArrayList<>();
        int each = Math.min(batch, talking.size() / 2);
        for (int round = 0; round < ROUNDS; round++) {
            long chosen = 0;
            int done = 0;
            while (done < times) {
                long from = THREADS.getCurrentThreadCpuTime();
                for (int one = 0; one < each; one++) {
                    now = now.plus(step);
                    decided.addAll(dispatcher.on(ended(), now));
                }
                chosen += THREADS.getCurrentThreadCpuTime() - from;
                decided.forEach(this::follow);
                decided.clear();
                work();
                for (int one = 0; one < each; one++) {
                    join();
                }
                done += each;
            }
            choosing[round] = chosen / 1e3 / done;
        }
        return choosing;
    }

    /** A nanosecond after another; what falls due in them is not followed. */
    private double ticks() {
        long from = THREADS.getCurrentThreadCpuTime();
        for (int tick = 0; tick < TICKS; tick++) {
            now = now.plusNanos(1);
            dispatcher.on(new FloorEvent.TimePassed(), now);
        }
        return (THREADS.getCurrentThreadCpuTime() - from) / 1e3 / TICKS;
    }

    private static double middle(double[] rounds) {
        double[] warm = Arrays.copyOfRange(rounds, WARM, rounds.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private void join() {
        long call = nextCall++;
        say(
                new QueueCommand.Join(
                        new Subject("call", Long.toString(call)),
                        queues.get((int) (call % queues.size())),
                        TIERS[(int) (call / queues.size() % TIERS.length)],
                        now,
                        Duration.ZERO,
                        wants(call)));
    }

    private FloorEvent ended() {
        QueueEvent.Offered talk = talking.remove();
        return new FloorEvent.CallSaid(
                new QueueCommand.TalkEnded(talk.subject(), talk.offer(), talk.agent()));
    }

    private void serve() {
        now = now.plus(step);
        following.add(ended());
        work();
    }

    private void say(QueueCommand command) {
        now = now.plus(step);
        following.add(new FloorEvent.CallSaid(command));
        work();
    }

    private void work() {
        while (!following.isEmpty()) {
            dispatcher.on(following.remove(), now).forEach(this::follow);
        }
    }

    private void follow(Decision decision) {
        if (decision instanceof Decision.Reserve reserve) {
            following.add(new FloorEvent.Reserved(reserve.offer()));
        } else if (decision instanceof Decision.Tell(QueueEvent.Offered offer)) {
            talking.add(offer);
            following.add(
                    new FloorEvent.CallSaid(
                            new QueueCommand.OfferAnswered(
                                    offer.subject(), offer.offer(), offer.agent())));
        }
    }
}
