package zarang.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private static final long FLOOD = 66;
    private static final long PHONE = 1;

    private final FairQueue<String> queue = new FairQueue<>(100, 1_000, new Random(1));

    private int flood(int n) {
        int lost = 0;
        for (int i = 0; i < n; i++) {
            lost += queue.put(FLOOD, "flood " + i, 1);
        }
        return lost;
    }

    @Test
    void whoSendsOneWaitsForOneRoundAndNotForAFlood() {
        flood(80);
        queue.put(PHONE, "phone", 1);
        assertThat(queue.next()).contains("flood 0");
        assertThat(queue.next()).contains("phone");
        assertThat(queue.next()).contains("flood 1");
    }

    @Test
    void withoutRoomTheOneThatHasMostLosesItsOldest() {
        queue.put(PHONE, "phone", 1);
        assertThat(flood(300)).isEqualTo(201);
        assertThat(queue.put(PHONE, "phone again", 1)).isEqualTo(1);
        assertThat(queue.next()).contains("phone");
        assertThat(queue.next()).contains("flood 202");
        assertThat(queue.next()).contains("phone again");
    }

    @Test
    void ofOneSourceNewCallsComeLastAndOthersStillHaveTheirTurn() {
        queue.putNewCall(FLOOD, "INVITE 1", 1);
        queue.putNewCall(FLOOD, "INVITE 2", 1);
        queue.put(FLOOD, "BYE", 1);
        queue.putNewCall(PHONE, "INVITE of a phone", 1);
        assertThat(queue.next()).contains("BYE");
        assertThat(queue.next()).contains("INVITE of a phone");
        assertThat(queue.next()).contains("INVITE 1");
        assertThat(queue.next()).contains("INVITE 2");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void withoutRoomANewCallIsLostBeforeWhatBelongsToOneUnderWay() {
        queue.put(FLOOD, "BYE", 1);
        for (int i = 0; i < 150; i++) {
            queue.putNewCall(FLOOD, "INVITE " + i, 1);
        }
        assertThat(queue.next()).contains("BYE");
        assertThat(queue.next()).contains("INVITE 51");
    }

    @Test
    void bytesAreBoundedToo() {
        assertThat(queue.put(FLOOD, "large", 900)).isZero();
        assertThat(queue.put(FLOOD, "larger", 950)).isEqualTo(1);
        assertThat(queue.put(PHONE, "phone", 50)).isZero();
        assertThat(queue.next()).contains("larger");
        assertThat(queue.next()).contains("phone");
        assertThat(queue.next()).isEmpty();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void nothingIsLostWhereThereIsRoomAndTheOrderOfASourceStays() {
        for (int i = 0; i < 100; i++) {
            assertThat(queue.put(i % 7, i % 7 + ":" + i / 7, 1)).isZero();
        }
        int[] seen = new int[7];
        for (int i = 0; i < 100; i++) {
            String[] parts = queue.next().orElseThrow().split(":", -1);
            assertThat(Integer.parseInt(parts[1])).isEqualTo(seen[Integer.parseInt(parts[0])]++);
        }
        assertThat(queue.isEmpty()).isTrue();
    }
}
