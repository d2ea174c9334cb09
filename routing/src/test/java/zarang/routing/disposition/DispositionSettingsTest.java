package zarang.routing.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.QueueName;

/** What a reload says of dispositions. */
class DispositionSettingsTest {
    private static final Disposition SOLD =
            new Disposition("sold", "Sold", List.of(new QueueName("sales")), false);
    private static final Disposition LATER = new Disposition("later", "Later", List.of(), false);
    private static final DispositionSettings BEFORE =
            new DispositionSettings(List.of(SOLD, LATER), Duration.ofMinutes(30), false);

    @Test
    void whatIsOtherwiseIsNamedOneALine() {
        assertThat(BEFORE.differences(BEFORE)).isEmpty();
        Disposition dear = new Disposition("sold", "Sold", List.of(), true);
        Disposition lost = new Disposition("lost", "Lost", List.of(), false);
        assertThat(
                        BEFORE.differences(
                                new DispositionSettings(
                                        List.of(dear, lost), Duration.ofHours(1), true)))
                .containsExactly(
                        "disposition later: taken away",
                        "disposition sold: set otherwise",
                        "disposition lost: new",
                        "disposition-within 1800s -> 3600s",
                        "disposition-ends-wrap-up false -> true");
    }

    @Test
    void otherOrderCountsForWhoDialsThem() {
        assertThat(
                        BEFORE.differences(
                                new DispositionSettings(
                                        List.of(LATER, SOLD), Duration.ofMinutes(30), false)))
                .containsExactly("dispositions: in another order, which counts for who dials them");
    }
}
