package zarang.routing.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.QueueName;
import zarang.call.queue.QueueEvent.MoveReason;
import zarang.routing.queue.Intake;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.WhenClosed;

/**
 * Each run of the JDK has sets and maps in an order of its own, and another has the other floor.
 */
final class SettingsHashTest {
    @Test
    void whatAQueueOverflowsForIsWrittenInOneOrderInEveryProcess() {
        Intake intake =
                new Intake(
                        true,
                        WhenClosed.STAY,
                        Optional.of(new QueueName("club")),
                        Set.of(
                                MoveReason.NO_AGENTS,
                                MoveReason.MAX_WAIT,
                                MoveReason.CLOSED,
                                MoveReason.FULL));
        assertThat(SettingsHash.text(intake))
                .isEqualTo(
                        "[open=true, whenClosed=STAY, overflowTo=[value=club],"
                                + " overflowWhen=[CLOSED, FULL, MAX_WAIT, NO_AGENTS]]");
    }

    @Test
    void skillsAreWrittenInOneOrderInEveryProcess() {
        SkillNeeds needs =
                new SkillNeeds(
                        Map.of("english", 3, "refunds", 1, "german", 2, "cars", 4),
                        List.of(Duration.ofMinutes(2)));
        assertThat(SettingsHash.text(needs))
                .isEqualTo("[levels=[cars=4, english=3, german=2, refunds=1], relaxAfter=[PT2M]]");
    }
}
