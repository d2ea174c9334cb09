package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.engine.LegEvent;
import zarang.sip.message.CodecFuzz;

/**
 * The seeds of the fuzz targets and a fixed number of inputs made of them; {@code make fuzz} goes
 * on from here for as long as it is let.
 */
class FuzzSeedsTest {
    private static final List<String> SESSIONS =
            List.of("call", "given-up", "reliable", "late-offer", "rung", "redirected", "forked");

    private static final int SESSION_RUNS = 600;
    private static final int CODEC_RUNS = 20_000;

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(FuzzSeedsTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] session(String name) throws IOException {
        return resource("/fuzz/session/" + name + ".txt");
    }

    @ParameterizedTest
    @CsvSource({
        "call, Digit",
        "call, Held",
        "given-up, Ended",
        "reliable, Answered",
        "late-offer, Answered",
        "rung, TransferWanted",
        "forked, Answered"
    })
    void seedReachesWhatItIsFor(String seed, String event) throws IOException {
        assertThat(SessionFuzz.told(session(seed)).events)
                .extracting(each -> each.getClass().getSimpleName())
                .contains(event);
    }

    @Test
    void seedOfAReplacementNamesTheLeg() throws IOException {
        assertThat(SessionFuzz.told(session("reliable")).events)
                .filteredOn(LegEvent.Arrived.class::isInstance)
                .anyMatch(each -> ((LegEvent.Arrived) each).origin().replaces().isPresent());
    }

    @Test
    void whatIsMadeOfTheSessionsLeavesNothing() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : SESSIONS) {
            seeds.add(session(name));
        }
        for (int run = 0; run < SESSION_RUNS; run++) {
            byte[] input = made(seeds, new Random(run));
            try {
                SessionFuzz.fuzzerTestOneInput(input);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "run " + run + ":\n" + new String(input, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    @Test
    void whatIsMadeOfTheTortureMessagesIsReadOrRefused() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String line :
                new String(resource("/torture/torture.tsv"), StandardCharsets.UTF_8)
                        .lines()
                        .filter(each -> !each.startsWith("#"))
                        .toList()) {
            seeds.add(resource("/torture/" + line.split("\t", -1)[0]));
        }
        seeds.forEach(CodecFuzz::fuzzerTestOneInput);
        for (int run = 0; run < CODEC_RUNS; run++) {
            byte[] input = made(seeds, new Random(run));
            try {
                CodecFuzz.fuzzerTestOneInput(input);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "run " + run + ":\n" + new String(input, StandardCharsets.ISO_8859_1), e);
            }
        }
    }

    /** One of the seeds with up to six pieces changed, cut out, doubled, or put in of another. */
    private static byte[] made(List<byte[]> seeds, Random random) {
        byte[] made = seeds.get(random.nextInt(seeds.size())).clone();
        for (int times = 1 + random.nextInt(6); times > 0 && made.length > 0; times--) {
            int at = random.nextInt(made.length);
            int length = Math.min(made.length - at, 1 + random.nextInt(40));
            byte[] piece = Arrays.copyOfRange(made, at, at + length);
            switch (random.nextInt(5)) {
                case 0 -> made[at] = (byte) random.nextInt(256);
                case 1 -> made = spliced(made, at, length, new byte[0]);
                case 2 -> made = spliced(made, at, 0, piece);
                case 3 -> made[at] = made[random.nextInt(made.length)];
                default -> {
                    byte[] other = seeds.get(random.nextInt(seeds.size()));
                    int from = random.nextInt(other.length);
                    int to = Math.min(other.length, from + 1 + random.nextInt(200));
                    made = spliced(made, at, length, Arrays.copyOfRange(other, from, to));
                }
            }
        }
        return made;
    }

    private static byte[] spliced(byte[] whole, int at, int without, byte[] piece) {
        byte[] made = new byte[whole.length - without + piece.length];
        System.arraycopy(whole, 0, made, 0, at);
        System.arraycopy(piece, 0, made, at, piece.length);
        System.arraycopy(whole, at + without, made, at + piece.length, whole.length - at - without);
        return made;
    }
}
