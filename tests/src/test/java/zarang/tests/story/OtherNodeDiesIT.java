package zarang.tests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static zarang.tests.story.PhonesElsewhere.PATIENCE;
import static zarang.tests.story.PhonesElsewhere.TALK;
import static zarang.tests.story.PhonesElsewhere.assertHeardTheCaller;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zarang.tests.kit.Baresip;
import zarang.tests.kit.Baresip.Way;
import zarang.tests.kit.Work;

/** The server at which an agent's phone is registered dies, and comes back. */
class OtherNodeDiesIT {
    private PhonesElsewhere house;

    @BeforeEach
    void open() throws IOException {
        house = new PhonesElsewhere(Work.folder("other-node-dies"));
        house.begin();
    }

    @AfterEach
    void close() throws IOException {
        house.close();
    }

    @Test
    void phoneOverUdpStillRingsAndOneOverTcpIsSilent() {
        Baresip overTcp = house.agent(Way.TCP);
        house.killTheOneWithPhones();
        Baresip waiting = house.caller(1);
        await("the ring that comes to nothing")
                .atMost(PATIENCE)
                .until(() -> house.withCallers().metric("zarang_queue_offers_failed_total") > 0);
        assertThat(overTcp.count("CALL_INCOMING")).isZero();
        assertThat(waiting.count("CALL_CLOSED")).as("waits on").isZero();
        waiting.hangUp();

        house.startItAgain();
        Baresip overUdp = house.agent(Way.UDP);
        house.killTheOneWithPhones();
        Baresip second = house.caller(2);
        overUdp.await("CALL_ESTABLISHED", 1);
        StoryFloor.pause(TALK);
        second.hangUp();
        overUdp.await("CALL_CLOSED", 1);
        assertHeardTheCaller(overUdp, 1);
    }

    /** A talk goes on through a server that is killed and comes back: it kept nothing of it. */
    @Test
    void byeGoesThroughAServerThatWasRestartedMeanwhile() {
        Baresip agent = house.agent(Way.FLOW);
        Baresip caller = house.caller(1);
        agent.await("CALL_ESTABLISHED", 1);
        house.ringing(house.withCallers(), Way.UDP);
        house.killTheOneWithPhones();
        house.startItAgain();
        await("it has heard of the other one, from which the BYE comes")
                .atMost(PATIENCE)
                .until(() -> house.withPhones().metric("zarang_phones_elsewhere") == 1);
        caller.hangUp();
        agent.await("CALL_CLOSED", 1);
    }
}
