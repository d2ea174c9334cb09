package zarang.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class YamlSchemaTest {
    private static final YamlSchema SCHEMA = YamlSchema.of(sample());

    @Test
    void fileThatHoldsToItsSchemaComesThrough() {
        assertThat(
                        YamlDocument.parse(
                                "z.yaml",
                                "media: {host: a, ports: 20000-29999}\nnumbers: {1000: hotline}\n",
                                SCHEMA))
                .isInstanceOf(Parsed.Document.class);
    }

    @Test
    void everyViolationIsSaidInPlainWordsAtItsPlace() {
        assertThat(
                        broken(
                                """
                                media:
                                  ports: abc
                                  jiter: 10
                                  jitter: 10
                                  host: 12
                                webhooks:
                                  - {url: 1, secret: hunter2, events: [call.start, call.ended, call.ended]}
                                  - {events: call.ended}
                                  - url: x
                                numbers: {abc: 12}
                                next: {a: 1}
                                """))
                .containsExactly(
                        "z.yaml:2:10: media.ports: found 'abc', expected a port range such as 20000-29999",
                        "z.yaml:3:3: media.jiter: unknown key; did you mean 'jitter'?",
                        "z.yaml:4:11: media.jitter: found 10, expected 20 to 200",
                        "z.yaml:5:9: media.host: found 12, expected text; put it in quotes: \"12\"",
                        "z.yaml:7:3: webhooks: found a list, expected at most 2 items",
                        "z.yaml:7:11: webhooks[0].url: found 1, expected text; put it in quotes: \"1\"",
                        "z.yaml:7:22: webhooks[0].secret: found a value, expected a secret that begins with whsec_",
                        "z.yaml:7:39: webhooks[0].events: found a list, expected a list in which nothing comes twice",
                        "z.yaml:7:40: webhooks[0].events[0]: found 'call.start', expected one of call.started, call.ended; did you mean 'call.started'?",
                        "z.yaml:8:5: webhooks[1].url: is missing, expected text",
                        "z.yaml:8:14: webhooks[1].events: found 'call.ended', expected a list",
                        "z.yaml:10:11: numbers.abc: is no name for this, expected digits such as 1000",
                        "z.yaml:10:16: numbers.abc: found 12, expected text; put it in quotes: \"12\"",
                        "z.yaml:11:7: next: found keys and values, expected a step name or a list of them");
    }

    @Test
    void missingKeysAreSaidAtTheMapThatLacksThem() {
        assertThat(broken(""))
                .containsExactly("z.yaml:1:1: media: is missing, expected keys host and ports");
        assertThat(broken("media: {}"))
                .containsExactly(
                        "z.yaml:1:8: media.ports: is missing, expected a port range such as 20000-29999");
    }

    @Test
    void unionSpeaksOnceForAllItsBranches() {
        assertThat(broken("media: {ports: 1-2}\nnext: [a, 1]"))
                .containsExactly(
                        "z.yaml:2:7: next: found a list, expected a step name or a list of them");
    }

    @Test
    void whatYamlItselfForbidsHidesNothingElse() {
        assertThat(
                        broken(
                                """
                                media: &m
                                  host: a
                                  host: b
                                  ports: abc
                                numbers: {abc: "x"}
                                next: [a, *m]
                                """))
                .containsExactly(
                        "z.yaml:1:8: media: an anchor (&name) is not supported",
                        "z.yaml:3:3: media.host: is given twice, first in line 2",
                        "z.yaml:4:10: media.ports: found 'abc', expected a port range such as 20000-29999",
                        "z.yaml:5:11: numbers.abc: is no name for this, expected digits such as 1000",
                        "z.yaml:6:11: next: an alias (*name) is not supported; write the value out");
    }

    @Test
    void whatStandsBeforeABreakIsCheckedAndNothingThatMayHaveComeBehindIt() {
        assertThat(
                        broken(
                                """
                                numbers: {abc: "x"}
                                media:
                                  jiter: 10
                                  host: "a
                                  ports: 1-2
                                """))
                .containsExactly(
                        "z.yaml:1:11: numbers.abc: is no name for this, expected digits such as 1000",
                        "z.yaml:3:3: media.jiter: unknown key; did you mean 'jitter'?",
                        "z.yaml:4:9: the quote that opens here is never closed");
        assertThat(broken("media: {host: \"a, ports: 1-2}\nnumbers: {1000: \"x\"}\n"))
                .as("the quote has swallowed the ports, and the numbers are not there yet")
                .containsExactly(
                        "z.yaml:1:15: the quote that opens here is closed only in line 2: is its end"
                                + " missing?");
        assertThat(broken("numbers: [1\n"))
                .as("and nothing is said of a media that is missing")
                .hasSize(1);
    }

    private static String sample() {
        try (InputStream in = YamlSchemaTest.class.getResourceAsStream("sample.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> broken(String text) {
        Parsed parsed = YamlDocument.parse("z.yaml", text, SCHEMA);
        return YamlDocumentTest.said(((Parsed.Refused) parsed).findings());
    }
}
