package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.Cause;
import zarang.sip.sdp.SdpDirection;

/** Two of our own user agents that hold and resume each other at any time, on a bad network. */
class ModifyWalkTest {
    private static final int SEEDS = 40;
    private static final int STEPS = 30;

    @ParameterizedTest
    @CsvSource({"0", "10", "25"})
    void bothSidesAgreeInTheEndWhoeverHoldsAndWhateverIsLost(int lossPercent) {
        int lived = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SessionWorld world = new SessionWorld(seed, lossPercent);
            SessionWorld.Agent other = world.new Agent("10.0.0.2");
            world.agent.call("10.0.0.2");
            world.pass(Duration.ofSeconds(20));
            for (int step = 0; step < STEPS; step++) {
                SessionWorld.Agent who = world.random.nextBoolean() ? world.agent : other;
                Modify.offer(
                        who.session(),
                        world.random.nextBoolean() ? SdpDirection.SENDONLY : SdpDirection.SENDRECV);
                world.pass(Duration.ofMillis(world.random.nextInt(400)));
            }
            Modify.offer(world.agent.session(), SdpDirection.SENDRECV);
            Modify.offer(other.session(), SdpDirection.SENDRECV);
            world.pass(Duration.ofMinutes(2));
            if (world.agent.session().isUp() && other.session().isUp()) {
                assertThat(flow(world.agent))
                        .as("seed %d: %s and %s", seed, world.agent.told, other.told)
                        .isEqualTo(mirrored(flow(other)));
                lived++;
            }
            Close.end(world.agent.session(), Cause.NORMAL_CLEARING);
            Close.end(other.session(), Cause.NORMAL_CLEARING);
            world.assertClean();
        }
        assertThat(lived).as("calls that lived through it").isGreaterThan(SEEDS * 3 / 4);
    }

    /** How media flows as of the last agreement. */
    private static String flow(SessionWorld.Agent agent) {
        return agent.told.reversed().stream()
                .filter(told -> told.startsWith("changed") || told.startsWith("answered"))
                .findFirst()
                .map(told -> told.split(" ", 2)[1])
                .orElseThrow();
    }

    private static String mirrored(String flow) {
        return switch (flow) {
            case "SENDONLY" -> "RECVONLY";
            case "RECVONLY" -> "SENDONLY";
            default -> flow;
        };
    }
}
