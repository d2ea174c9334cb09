package zarang.config.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static ProgramResult run(Duration limit, int most, String... command) {
        return new Program(List.of(command), limit, most)
                .run("سلام\n".getBytes(StandardCharsets.UTF_8));
    }

    private static String failure(ProgramResult result) {
        assertThat(result).isInstanceOf(ProgramResult.Failed.class);
        return ((ProgramResult.Failed) result).why();
    }

    @Test
    void whatGoesInComesOut() {
        ProgramResult result = run(LONG, 100, "cat");
        assertThat(result).isInstanceOf(ProgramResult.Done.class);
        assertThat(((ProgramResult.Done) result).output())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("سلام\n");
    }

    @Test
    void failureSaysWhatTheProgramSaid() {
        assertThat(failure(run(LONG, 100, "sh", "-c", "echo no voice >&2; exit 3")))
                .isEqualTo("'sh' ended with 3: no voice");
    }

    @Test
    void programThatIsNotThereIsNamed() {
        assertThat(failure(run(LONG, 100, "/no/such/program")))
                .isEqualTo("cannot run '/no/such/program'");
    }

    @Test
    void programThatTakesTooLongIsEnded() {
        assertThat(failure(run(Duration.ofMillis(50), 100, "sleep", "60")))
                .isEqualTo("'sleep' is not done within 50 ms");
    }

    @Test
    void programThatSaysTooMuchIsRefusedAndNotWaitedFor() {
        assertThat(failure(run(LONG, 100, "head", "-c", "10000000", "/dev/zero")))
                .isEqualTo("'head' wrote more than 100 bytes");
    }
}
