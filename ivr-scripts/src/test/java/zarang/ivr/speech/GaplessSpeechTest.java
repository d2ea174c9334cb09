package zarang.ivr.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How long callers hear nothing where two fragments meet, measured on the files that ship: the time
 * around a join during which 10 ms of sound are below −40 dB of full scale.
 */
class GaplessSpeechTest {
    private static final Path PROMPTS = Path.of("prompts");

    /** Samples of a millisecond. */
    private static final int MS = 8;

    private static final int WINDOW = 10 * MS;
    private static final double SILENT = 32_768 * Math.pow(10, -40 / 20.0);
    private static final int GAP_MAX_MS = 40;

    private final Map<Path, short[]> audio = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"fa", "en"})
    void nobodyHearsAPauseInsideANumberOrAnAmount(String language) throws IOException {
        Speech speech = Speech.shipped(language).orElseThrow();
        long seed = 1405;
        Random random = new Random(seed);
        int longest = 0;
        int joins = 0;
        for (int i = 0; i < 2_000; i++) {
            BigDecimal number =
                    BigDecimal.valueOf(
                            random.nextLong(1L << random.nextInt(1, 56)) - 100, random.nextInt(3));
            for (List<String> said :
                    List.of(
                            speech.number(number),
                            speech.money(number.longValue(), "toman"),
                            speech.duration(Duration.ofSeconds(random.nextInt(1_000_000)), 4),
                            speech.date(
                                    LocalDate.ofEpochDay(random.nextInt(40_000)),
                                    Optional.empty(),
                                    true,
                                    true))) {
                for (int join = 1; join < said.size(); join++) {
                    int gap = gap(language, said.get(join - 1), said.get(join));
                    assertThat(gap)
                            .as("seed %d: %s, at %s", seed, said, said.get(join))
                            .isLessThanOrEqualTo(GAP_MAX_MS);
                    longest = Math.max(longest, gap);
                    joins++;
                }
            }
        }
        assertThat(joins).isGreaterThan(10_000);
        System.out.println(language + ": " + joins + " joins, the longest gap " + longest + " ms");
    }

    /** Otherwise the measure above would find nothing where there is something. */
    @Test
    void silenceBetweenTwoFragmentsIsFound() throws IOException {
        assertThat(gap("fa", "digit/pause", "num/1")).isGreaterThan(200);
    }

    /** Milliseconds. */
    private int gap(String language, String before, String after) throws IOException {
        short[] first = samples(language, before);
        short[] second = samples(language, after);
        int tail = 0;
        while (tail + WINDOW <= first.length
                && loudness(first, first.length - tail - WINDOW) < SILENT) {
            tail += MS;
        }
        int head = 0;
        while (head + WINDOW <= second.length && loudness(second, head) < SILENT) {
            head += MS;
        }
        return (tail + head) / MS;
    }

    private static double loudness(short[] samples, int from) {
        double sum = 0;
        for (int i = from; i < from + WINDOW; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / WINDOW);
    }

    private short[] samples(String language, String prompt) throws IOException {
        Path file = PROMPTS.resolve(language).resolve(prompt + ".wav");
        short[] known = audio.get(file);
        if (known == null) {
            byte[] wav = Files.readAllBytes(file);
            ShortBuffer data =
                    ByteBuffer.wrap(wav, 44, wav.length - 44)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asShortBuffer();
            known = new short[data.remaining()];
            data.get(known);
            audio.put(file, known);
        }
        return known;
    }

    /** A number is spoken on the control loop: nothing in it may take long. */
    @Test
    void numberOfFifteenDigitsTakesMicroseconds() {
        Speech speech = Speech.shipped("fa").orElseThrow();
        List<BigDecimal> numbers = new ArrayList<>();
        Random random = new Random(1405);
        for (int i = 0; i < 1_000; i++) {
            numbers.add(BigDecimal.valueOf(random.nextLong(NumberRules.LIMIT)));
        }
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < 50; round++) {
            long prompts = 0;
            long cpu = cpu();
            for (BigDecimal number : numbers) {
                prompts += speech.number(number).size();
            }
            fastest = Math.min(fastest, (cpu() - cpu) / numbers.size());
            assertThat(prompts).isGreaterThan(20_000);
        }
        System.out.println("a number of 15 digits: " + fastest + " ns");
        assertThat(fastest).isLessThan(20_000);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
