package zarang.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallTimes;
import zarang.call.fact.Fact;
import zarang.call.fact.FactTypes;
import zarang.call.fact.IvrInput;
import zarang.call.fact.Subject;
import zarang.call.fact.UnreadableEntryException;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;

class JournalCodecTest {
    private final JournalCodec codec = new JournalCodec();
    private final EntryReader reader = new EntryReader(Calls.TYPES);

    private String line(JournalEntry entry) {
        return new String(codec.encode(entry), UTF_8);
    }

    private Fact read(String line) throws UnreadableEntryException {
        StoredEntry entry = reader.fromStream(line);
        return entry.as(entry.type()).map(Fact.class::cast).orElseThrow();
    }

    @Test
    void everyKindOfFactComesBackAsItWent() throws Exception {
        long seed = 20260321;
        Facts facts = new Facts(new Random(seed));
        for (int i = 0; i < 300; i++) {
            for (Fact fact : facts.everyKind()) {
                JournalEntry entry = facts.entry();
                JournalEntry went = new JournalEntry(entry.id(), entry.subject(), entry.at(), fact);
                String written = line(went);
                for (String kept : List.of(written, reader.fromSpool(written).line())) {
                    StoredEntry came = reader.fromStream(kept);
                    assertThat(new JournalEntry(came.id(), came.subject(), came.at(), read(kept)))
                            .as("seed %d", seed)
                            .isEqualTo(went);
                }
            }
        }
    }

    @Test
    void theTextIsOneStableLine() throws Exception {
        RandomGenerator random = new Random(1);
        CallId call = CallId.next(Instant.EPOCH, random);
        JournalEntry entry =
                new JournalEntry("x", call, Instant.EPOCH, new IvrInput("main-menu", "no-input"));

        String envelope =
                "{\"v\":1,\"id\":\"x\",\"call\":\""
                        + call
                        + "\",\"at\":\"1970-01-01T00:00:00Z\",\"type\":\"ivr.input\",";
        String data = "\"data\":{\"step\":\"main-menu\",\"outcome\":\"no-input\"}}";
        assertThat(line(entry)).isEqualTo(envelope + "\"mark\":\"answered\"," + data);
        assertThat(reader.fromSpool(line(entry)).line())
                .as("as every version wrote it")
                .isEqualTo(envelope + data);
    }

    @Test
    void aFieldOfALaterVersionIsSkipped() throws Exception {
        String later =
                """
                {"v":1,"id":"x","call":"01JPVZ0000ABCDEFGHJKMNPQRS","at":"2026-03-21T08:00:00Z",
                 "type":"ivr.input","shard":7,"data":{"step":"menu","outcome":"1","voice":{"l":"fa"}}}
                """;
        assertThat(read(later)).isEqualTo(new IvrInput("menu", "1"));
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
        CallEnded ended = (CallEnded) read(old);
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
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(UnreadableEntryException.class)
                .message()
                .doesNotContain("912");
    }

    @Test
    void theEnvelopeSaysWhomTheFactIsAboutWhoeverPassesItOn() throws Exception {
        EntryReader older = new EntryReader(new FactTypes(List.of()));
        JournalEntry started = Calls.entry(Calls.id(), 1);
        JournalEntry identified = Calls.entry(Calls.id(), 2, Calls.identified());
        assertThat(older.fromSpool(line(started)).note())
                .isEqualTo(new CallNote("begins", "", Calls.NUMBER.e164()));
        assertThat(older.fromSpool(line(identified)).note()).isEqualTo(new CallNote("", "m1", ""));
        assertThat(older.fromSpool(line(identified)).line())
                .isEqualTo(reader.fromSpool(line(identified)).line());
    }

    @Test
    void anEntryThatAnEarlierVersionLeftInTheSpoolSaysAsMuch() throws Exception {
        String line =
                """
                {"v":1,"id":"x","call":"01JPVZ0000ABCDEFGHJKMNPQRS","at":"2026-03-21T08:00:00Z",\
                "type":"call.started","data":{"caller":"+989121234567","called":"1000",\
                "trunk":"lab","script":"hotline","scriptVersion":1}}\
                """;
        SpooledEntry envelope = reader.fromSpool(line);
        assertThat(envelope.note()).isEqualTo(new CallNote("begins", "", "+989121234567"));
        assertThat(envelope.line()).isEqualTo(line);
        assertThat(read(line))
                .isEqualTo(new CallStarted(Optional.of(Calls.NUMBER), "1000", "lab", "hotline", 1));
    }

    @Test
    void whatStandsInTheEnvelopeOfALaterVersionIsPassedOn() throws Exception {
        String line =
                """
                {"v":1,"id":"x","call":"01JPVZ0000ABCDEFGHJKMNPQRS","at":"2026-03-21T08:00:00Z",\
                "type":"moon.rose","mark":"answered","shard":[7],"data":{"phase":"full"}}\
                """;
        SpooledEntry envelope = reader.fromSpool(line);
        assertThat(envelope.note()).isEqualTo(new CallNote("answered", "", ""));
        assertThat(envelope.line()).isEqualTo(line);
    }

    @Test
    void anEntryMayBeAboutSomebodyElseThanACall() throws Exception {
        FactTypes types = Calls.and(TeaWasMade.TYPE);
        Subject agent = Subject.of(new AgentId("2001"));
        JournalEntry entry = new JournalEntry("x", agent, Instant.EPOCH, new TeaWasMade("green"));
        StoredEntry came = Calls.stored(entry, types);
        assertThat(came.subject()).isEqualTo(agent);
        assertThat(came.subject().call()).isEmpty();
        assertThat(came.as(TeaWasMade.TYPE)).contains(new TeaWasMade("green"));
    }

    @Test
    void aFactIsReadWhenItIsAskedForAndNotBefore() throws Exception {
        String line =
                """
                {"v":1,"id":"x","call":"01JPVZ0000ABCDEFGHJKMNPQRS","at":"2026-03-21T08:00:00Z",\
                "type":"ivr.input","data":{"step":7}}\
                """;
        StoredEntry entry = reader.fromStream(line);
        assertThat(entry.as(CallStarted.TYPE)).isEmpty();
        assertThat(entry.data()).isEqualTo("{\"step\":7}");
        assertThatThrownBy(() -> entry.as(IvrInput.TYPE))
                .isInstanceOf(UnreadableEntryException.class);
    }

    @Test
    void anEntryOfNoTimeIsNotPassedOnForItWouldHoldUpItsBatch() {
        for (String at : List.of("tomorrow", "+1000000000-12-31T23:59:59Z")) {
            String line =
                    "{\"v\":1,\"id\":\"x\",\"call\":\"01JPVZ0000ABCDEFGHJKMNPQRS\",\"at\":\""
                            + at
                            + "\",\"type\":\"ivr.input\",\"data\":{}}";
            assertThatThrownBy(() -> reader.fromSpool(line))
                    .isInstanceOf(UnreadableEntryException.class);
        }
    }
}
