package zarang.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.CallId;
import zarang.call.journal.CallFact;
import zarang.call.journal.CallTimes;
import zarang.call.journal.JournalEntry;

class JournalCodecTest {
    private final JournalCodec codec = new JournalCodec();

    @Test
    void everyKindOfFactComesBackAsItWent() throws Exception {
        long seed = 20260321;
        Facts facts = new Facts(new Random(seed));
        for (int i = 0; i < 300; i++) {
            for (CallFact fact : facts.everyKind()) {
                JournalEntry entry = facts.entry();
                JournalEntry went = new JournalEntry(entry.id(), entry.call(), entry.at(), fact);
                assertThat(codec.decode(codec.encode(went))).as("seed %d", seed).isEqualTo(went);
            }
        }
    }

    @Test
    void theTextIsOneStableLine() {
        RandomGenerator random = new Random(1);
        CallId call = CallId.next(Instant.EPOCH, random);
        JournalEntry entry =
                new JournalEntry(
                        "x", call, Instant.EPOCH, new CallFact.IvrInput("main-menu", "no-input"));

        assertThat(codec.encode(entry))
                .isEqualTo(
                        "{\"v\":1,\"id\":\"x\",\"call\":\""
                                + call
                                + "\",\"at\":\"1970-01-01T00:00:00Z\",\"type\":\"ivr.input\","
                                + "\"data\":{\"step\":\"main-menu\",\"outcome\":\"no-input\"}}");
    }

    @Test
    void aFieldOfALaterVersionIsSkipped() throws Exception {
        String later =
                """
                {"v":1,"id":"x","call":"01JPVZ0000ABCDEFGHJKMNPQRS","at":"2026-03-21T08:00:00Z",
                 "type":"ivr.input","shard":7,"data":{"step":"menu","outcome":"1","voice":{"l":"fa"}}}
                """;
        assertThat(codec.decode(later).fact()).isEqualTo(new CallFact.IvrInput("menu", "1"));
    }

    @ParameterizedTest
    @CsvSource({"true, 95400", "false, 0"})
    void anEndWrittenByAnOlderVersionWasConnectedForAsLongAsItLasted(boolean answered, long ms)
            throws Exception {
        String old =
                """
                {"v":1,"id":"x","call":"01JPVZ0000ABCDEFGHJKMNPQRS","at":"2026-03-21T08:00:00Z",
                 "type":"call.ended","data":{"answered":%s,"result":"served","party":"caller",
                 "cause":"normal-clearing","q850":16,"reason":"bye","durationMs":95400,"talkMs":61000}}
                """
                        .formatted(answered);
        CallFact.CallEnded ended = (CallFact.CallEnded) codec.decode(old).fact();
        assertThat(ended.times()).isEqualTo(new CallTimes(95_400, ms, 61_000, 0));
        assertThat(ended.queue()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{\"v\":2,\"id\":\"x\"}",
                "{\"v\":1,\"id\":\"x\",\"data\":[]}",
                "{\"v\":1,\"id\":\"x\",\"call\":\"short\",\"at\":\"2026-03-21T08:00:00Z\",\"type\":\"ivr.input\",\"data\":{}}",
                "{\"v\":1,\"id\":\"x\",\"call\":\"01JPVZ0000ABCDEFGHJKMNPQRS\",\"at\":\"tomorrow\",\"type\":\"ivr.input\",\"data\":{}}",
                "{\"v\":1,\"id\":\"x\",\"call\":\"01JPVZ0000ABCDEFGHJKMNPQRS\",\"at\":\"2026-03-21T08:00:00Z\",\"type\":\"moon.rose\",\"data\":{}}",
                "{\"v\":1,\"id\":\"x\",\"call\":\"01JPVZ0000ABCDEFGHJKMNPQRS\",\"at\":\"2026-03-21T08:00:00Z\",\"type\":\"ivr.input\",\"data\":{\"step\":1,\"outcome\":\"1\"}}",
                "{\"v\":1,\"id\":\"x\",\"call\":\"01JPVZ0000ABCDEFGHJKMNPQRS\",\"at\":\"2026-03-21T08:00:00Z\",\"type\":\"queue.joined\",\"data\":{\"queue\":\"/etc\",\"tier\":\"gold\",\"position\":1}}",
                "{\"v\":1,\"id\":\"x\",\"call\":\"01JPVZ0000ABCDEFGHJKMNPQRS\",\"at\":\"2026-03-21T08:00:00Z\",\"type\":\"queue.joined\",\"data\":{\"queue\":\"q\",\"tier\":\"gold\",\"position\":99999999999}}"
            })
    void whatIsNotAnEntryIsRefusedByNameWithoutItsValue(String text) {
        assertThatThrownBy(() -> codec.decode(text))
                .isInstanceOf(UnreadableEntryException.class)
                .message()
                .doesNotContain("912");
    }
}
