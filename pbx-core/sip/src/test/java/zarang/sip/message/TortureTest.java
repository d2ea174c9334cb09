package zarang.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The 50 messages of RFC 4475 and the 12 of RFC 5118 against {@code torture.tsv}. */
class TortureTest {
    private final SipCodec codec = new SipCodec();

    private record Row(String file, String codec) {}

    private static byte[] resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        TortureTest.class.getResourceAsStream("/torture/" + name), name)) {
            return in.readAllBytes();
        }
    }

    private static List<Row> rows() throws IOException {
        return new String(resource("torture.tsv"), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .map(cells -> new Row(cells[0], cells[1]))
                .toList();
    }

    @Test
    void tableNamesAllSixtyTwo() throws IOException {
        assertThat(rows()).extracting(Row::file).hasSize(62).doesNotHaveDuplicates();
    }

    @TestFactory
    Stream<DynamicTest> codecDoesWhatTheRfcAsksFor() throws IOException {
        return rows().stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.file() + " gives " + row.codec(), () -> check(row)));
    }

    private void check(Row row) throws IOException {
        byte[] bytes = resource(row.file());
        ParsedMessage parsed = codec.parse(bytes, 0, bytes.length);
        assertThat(outcome(parsed)).as("%s", parsed).isEqualTo(row.codec());
        if (parsed instanceof ParsedMessage.Malformed bad && bad.request() != null) {
            byte[] answer = SipResponse.to(bad.request(), bad.status()).build().toBytes();
            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .startsWith("SIP/2.0 " + row.codec())
                    .contains("\r\nVia: ");
        }
        if (parsed instanceof ParsedMessage.Request good) {
            assertThat(codec.parse(good.request().toBytes(), 0, good.request().toBytes().length))
                    .isInstanceOf(ParsedMessage.Request.class);
            byte[] answer = SipResponse.to(good.request(), 404).build().toBytes();
            assertThat(codec.parse(answer, 0, answer.length))
                    .isInstanceOf(ParsedMessage.Response.class);
        }
    }

    /** Where the codec reads a request, the first look has taken it for what it is. */
    @TestFactory
    Stream<DynamicTest> firstLookTakesNoCallUnderWayForANewOne() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.file(), () -> checkFirstLook(row)));
    }

    private void checkFirstLook(Row row) throws IOException {
        byte[] bytes = resource(row.file());
        FirstLook look = FirstLook.at(bytes);
        if (codec.parse(bytes, 0, bytes.length) instanceof ParsedMessage.Request good) {
            boolean newCall = good.request().is("INVITE") && good.request().toTag().isEmpty();
            assertThat(look == FirstLook.NEW_CALL).isEqualTo(newCall);
        }
        if (look == FirstLook.NEW_CALL
                && codec.unread(bytes) instanceof ParsedMessage.Unread unread) {
            byte[] answer = SipResponse.to(unread.request(), 503).build().toBytes();
            assertThat(new String(answer, StandardCharsets.UTF_8)).startsWith("SIP/2.0 503");
        }
    }

    private static String outcome(ParsedMessage parsed) {
        return switch (parsed) {
            case ParsedMessage.Request r -> "request";
            case ParsedMessage.Response r -> "response";
            case ParsedMessage.KeepAlive k -> "keep-alive";
            case ParsedMessage.Unread u -> "unread";
            case ParsedMessage.Malformed bad ->
                    bad.request() == null ? "drop" : Integer.toString(bad.status());
        };
    }
}
