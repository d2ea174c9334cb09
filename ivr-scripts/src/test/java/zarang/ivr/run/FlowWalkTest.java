package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zarang.call.Tier;
import zarang.call.member.MemberLookup;
import zarang.call.script.ScriptEvent;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;

/**
 * Random flows and random callers: no run ever throws, none falls silent for good, all end within
 * their limits.
 */
class FlowWalkTest {
    private static final String KEYS = "0123456789*#ABCD";
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final FlowCheck CHECK = new FlowCheck();

    @Test
    void everyRunEndsAndNoneFallsSilent() {
        int walked = 0;
        for (long seed = 1; seed <= 400; seed++) {
            walked += walk(seed) ? 1 : 0;
        }
        assertThat(walked).as("flows that passed the lint").isGreaterThan(80);
    }

    private static boolean walk(long seed) {
        Random random = new Random(seed);
        FlowReport report = CHECK.check("walk.yaml", script(random), LintScope.NONE);
        if (report.flow().isEmpty()) {
            return false;
        }
        ScriptPhone phone = new ScriptPhone(report.flow().get());
        try {
            phone.start();
            Duration passed = Duration.ZERO;
            while (!phone.ended && passed.compareTo(LONGEST) < 0) {
                boolean queued = !phone.busy();
                disturb(phone, random, queued);
                Duration span = Duration.ofMillis(random.nextInt(10_000));
                phone.pass(span);
                passed = passed.plus(span);
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + phone.heard, e);
        }
        assertThat(phone.ended).as("seed %d ends: %s", seed, phone.heard).isTrue();
        assertThat(phone.loop.pendingTimers()).as("seed %d", seed).isZero();
        return true;
    }

    private static void disturb(ScriptPhone phone, Random random, boolean queued) {
        phone.lookup =
                List.of(
                                new MemberLookup.Found(
                                        ScriptPhone.member(
                                                Tier.GOLD, random.nextLong(1_000_000_000))),
                                new MemberLookup.Unknown(),
                                new MemberLookup.TimedOut(),
                                new MemberLookup.Failed("gone"))
                        .get(random.nextInt(4));
        if (queued) {
            ScriptEvent.QueueResult[] results = ScriptEvent.QueueResult.values();
            phone.queueLeft(results[random.nextInt(results.length)]);
        } else if (random.nextInt(3) == 0) {
            phone.press(Character.toString(KEYS.charAt(random.nextInt(KEYS.length()))));
        } else if (random.nextInt(5) == 0) {
            phone.tell(new ScriptEvent.TimerFired("flow-time-0" + random.nextInt(9)));
            phone.tell(ScriptPhone.started());
        }
    }

    private static String script(Random random) {
        int steps = 2 + random.nextInt(8);
        StringBuilder text =
                new StringBuilder("flow: walk\nlanguage: fa\nstart: s0\nlimits: {steps: ")
                        .append(1 + random.nextInt(60))
                        .append(", time: 5m, idle: 1m}\nsteps:\n");
        for (int i = 0; i < steps; i++) {
            String step = step(random, i, steps);
            text.append("  s").append(i).append(": {").append(step).append("}\n");
        }
        return text.append("  s").append(steps).append(": {hang-up: }\n").toString();
    }

    /** Quick exits lead forward only, so that most flows pass the lint; menus lead anywhere. */
    private static String step(Random random, int at, int steps) {
        String next = "s" + (at + 1);
        String ahead = "s" + (at + 1 + random.nextInt(steps - at));
        String any = "s" + random.nextInt(steps + 1);
        return switch (random.nextInt(9)) {
            case 0 -> "play: [x, y], barge-in: " + random.nextBoolean() + ", next: " + next;
            case 1 ->
                    "lookup: member, on: {found: %s, unknown: %s, timeout: %s, error: %s}"
                            .formatted(next, ahead, next, ahead);
            case 2, 3 ->
                    ("menu: m, flush: %s, digits: {barge-in: %s}, on: {'1': %s, '12': %s, '#': %s,"
                                    + " no-input: %s, no-match: %s}")
                            .formatted(
                                    random.nextBoolean(),
                                    random.nextBoolean(),
                                    next,
                                    any,
                                    any,
                                    ahead,
                                    any);
            case 4 ->
                    ("queue: sales, leave-key: 1, on: {answered: %s, full: %s, max-wait: %s,"
                                    + " no-agents: %s, left-by-key: %s}")
                            .formatted(next, ahead, any, next, any);
            case 5 -> "wait: 3s, next: " + next;
            case 6 ->
                    "say-number: "
                            + random.nextInt(-999_999_999, 1_000_000_000)
                            + ", next: "
                            + next;
            case 7 -> "answer: , next: " + next;
            default -> "goto: " + next;
        };
    }
}
