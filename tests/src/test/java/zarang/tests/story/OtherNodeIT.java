package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static zarang.tests.story.PhonesElsewhere.PATIENCE;
import static zarang.tests.story.PhonesElsewhere.TALK;
import static zarang.tests.story.PhonesElsewhere.assertHeardTheAgent;
import static zarang.tests.story.PhonesElsewhere.assertHeardTheCaller;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Baresip.Way;
import zarang.tests.kit.Work;

/** An agent's phone is registered at one server, the caller is at another, and both live. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherNodeIT {
    private PhonesElsewhere house;

    @BeforeAll
    void open() throws IOException {
        house = new PhonesElsewhere(Work.folder("other-node"));
    }

    @AfterAll
    void close() throws IOException {
        house.close();
    }

    @AfterEach
    void hangUp() {
        house.end();
        await("the phones are away")
                .atMost(PATIENCE)
                .until(() -> house.withCallers().agentState("2001").equals("logged-out"));
    }

    /** Both ways, and each side hangs up once. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void bothHearEachOtherAndEitherHangsUp(Way way) throws IOException {
        house.begin();
        Baresip agent = house.agent(way);
        double forwarded = house.withPhones().metric("zarang_edge_forwarded_total");
        Baresip first = house.caller(1);
        agent.await("CALL_ESTABLISHED", 1);
        StoryFloor.pause(TALK);
        first.hangUp();
        agent.await("CALL_CLOSED", 1);
        assertHeardTheCaller(agent, 1);
        assertHeardTheAgent(first, 1);

        Baresip second = house.caller(2);
        agent.await("CALL_ESTABLISHED", 2);
        StoryFloor.pause(TALK);
        agent.hangUp();
        second.await("CALL_CLOSED", 1);
        assertHeardTheCaller(agent, 2);
        assertHeardTheAgent(second, 1);
        assertThat(house.withPhones().metric("zarang_edge_forwarded_total") > forwarded)
                .as("through its own server")
                .isEqualTo(way != Way.UDP);
        assertThat(house.withPhones().metric("zarang_edge_refused_total")).isZero();
    }

    @Test
    void callerWhoLeavesWhileItRingsStopsTheRinging() throws IOException {
        house.begin();
        Baresip agent = house.ringing(house.withPhones(), Way.TCP);
        Baresip caller = house.caller(1);
        agent.await("CALL_INCOMING", 1);
        caller.hangUp();
        agent.await("CALL_CLOSED", 1);
        assertThat(agent.count("CALL_ESTABLISHED")).isZero();
        await("the ACK of what it refused has come before it is unplugged")
                .atMost(PATIENCE)
                .until(() -> house.withCallers().metric("zarang_legs_active") == 0);
    }
}
