package zarang.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import zarang.call.MemberId;
import zarang.call.Points;
import zarang.call.Tier;
import zarang.call.member.Member;
import zarang.call.member.MemberLookup;
import zarang.ivr.catalogue.FlowFolder;
import zarang.ivr.lint.FlowCheck;
import zarang.ivr.lint.FlowReport;
import zarang.ivr.lint.LintScope;
import zarang.ivr.run.FlowSet;
import zarang.ivr.run.FlowWatcher;

/** Callers who press anything at any time walk through every flow that ships: each call ends. */
class ShippedWalkTest {
    private static final String KEYS = "0123456789*#ABCD";
    private static final int WALKS = 200;
    private static final int MOVES_MAX = 5_000;

    @TestFactory
    Stream<DynamicTest> everyWalkEndsAndLeavesNothingBehind() {
        return Stream.of("scripts", "scenarios").map(Path::of).flatMap(ShippedWalkTest::walks);
    }

    private static Stream<DynamicTest> walks(Path folder) {
        List<FlowReport> flows = FlowFolder.check(folder, new FlowCheck(), LintScope.NONE);
        assertThat(flows).isNotEmpty().allMatch(FlowReport::ok);
        TrialHouse house = TrialHouse.plain();
        return flows.stream()
                .map(report -> report.flow().orElseThrow())
                .map(flow ->
                        DynamicTest.dynamicTest(
                                flow.name(),
                                () -> {
                                    for (long seed = 1; seed <= WALKS; seed++) {
                                        walk(house.together(flows), flow.name(), house, seed);
                                    }
                                }));
    }

    private static void walk(FlowSet flows, String flow, TrialHouse house, long seed) {
        Random random = new Random(seed);
        TrialCall call = new TrialCall(flows, flow, world(random), house, FlowWatcher.NONE);
        boolean hangsUp = random.nextInt(4) == 0;
        call.begin();
        for (int move = 0; move < MOVES_MAX && !call.over(); move++) {
            if (hangsUp && random.nextInt(10) == 0) {
                call.callerHangsUp();
                call.pass(Duration.ofSeconds(5));
            } else {
                move(call, random);
            }
        }
        assertThat(call.over()).as("seed %d ends: %s", seed, call.transcript().last(20)).isTrue();
        assertThat(call.leftBehind()).as("seed %d", seed).isZero();
    }

    private static TrialWorld world(Random random) {
        List<MemberLookup> members =
                List.of(
                        new MemberLookup.Found(
                                new Member(
                                        new MemberId("m1"),
                                        "",
                                        Tier.GOLD,
                                        new Points(random.nextLong(1_000_000)))),
                        new MemberLookup.Unknown(),
                        new MemberLookup.Withheld(),
                        new MemberLookup.TimedOut(),
                        new MemberLookup.Failed("gone"));
        return new TrialWorld(
                random.nextBoolean() ? TrialWorld.USUAL.caller() : Optional.empty(),
                "1000",
                TrialWorld.USUAL.at().plus(Duration.ofHours(random.nextInt(200))),
                members.get(random.nextInt(members.size())),
                Map.of());
    }

    private static void move(TrialCall call, Random random) {
        Optional<String> open = call.open();
        if (open.isPresent() && random.nextBoolean()) {
            List<String> outcomes = List.copyOf(Matters.outcomes(open.get()));
            String outcome = outcomes.get(random.nextInt(outcomes.size()));
            if (!outcome.equals("left-by-key") && !outcome.equals("cancelled")) {
                call.comes(open.get(), Matters.end(open.get(), outcome).orElseThrow(), outcome);
            }
        } else if (random.nextInt(3) == 0) {
            call.press(Character.toString(KEYS.charAt(random.nextInt(KEYS.length()))));
        } else if (random.nextBoolean()) {
            call.pass(Duration.ofMillis(random.nextInt(4_000)));
        } else {
            call.turn();
        }
    }
}
