package zarang.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;

class GuessBrakeTest {
    private static final long GUESSER = 66;
    private static final long PHONE = 1;

    private final VirtualLoop loop = new VirtualLoop();
    private final GuessBrake brake = new GuessBrake(loop::nanos, new Random(1));

    /** Guesses wrongly; gives how many were looked at. */
    private int guesses(int n) {
        int judged = 0;
        for (int i = 0; i < n; i++) {
            if (brake.judges(GUESSER)) {
                judged++;
                brake.failed(GUESSER);
            }
        }
        return judged;
    }

    @Test
    void afterTenFailuresOneASecondIsJudged() {
        assertThat(guesses(300)).isEqualTo(10);
        assertThat(brake.unjudged()).isEqualTo(290);
        int later = 0;
        for (int second = 0; second < 60; second++) {
            loop.advance(Duration.ofSeconds(1));
            later += guesses(100);
        }
        assertThat(later).isBetween(59, 61);
    }

    @Test
    void anotherSourceIsNotHurtAndRightPasswordsCostNothing() {
        guesses(10_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(brake.judges(PHONE)).isTrue();
        }
    }
}
