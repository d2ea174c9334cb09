package zarang.crm.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import zarang.call.CallId;
import zarang.call.fact.FactType;
import zarang.call.fact.IvrInput;
import zarang.call.journal.JournalEntry;
import zarang.call.journal.StoredEntry;
import zarang.journal.Calls;
import zarang.journal.Facts;
import zarang.journal.TeaWasMade;

class WebhookMessageTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void theSignatureIsTheOneOfTheSpecification() {
        // the example of the Standard Webhooks reference libraries
        assertThat(
                        WebhookSignature.of(
                                WebhookSecret.parse(SECRET),
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1614265330),
                                "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theIdMayStandInAHeaderAndASignatureWhateverTheEntryIsCalled() {
        Facts facts = new Facts(new Random(5));
        for (int i = 0; i < 200; i++) {
            StoredEntry entry = Calls.stored(facts.entry());
            assertThat(WebhookBody.id(entry)).matches("msg_[A-Za-z0-9_-]{22}");
            assertThat(WebhookBody.id(entry)).isEqualTo(WebhookBody.id(entry));
        }
    }

    @Test
    void theBodyNamesTypeTimeCallAndOrder() {
        CallId call = CallId.next(Instant.EPOCH, new Random(1));
        StoredEntry entry =
                Calls.stored(
                        new JournalEntry("x", call, Instant.EPOCH, new IvrInput("main-menu", "1")));
        JsonNode body = JsonMapper.builder().build().readTree(WebhookBody.of(entry, 3));

        assertThat(body.path("type").stringValue()).isEqualTo("ivr.input");
        assertThat(body.path("timestamp").stringValue()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(body.path("data").path("call").stringValue()).isEqualTo(call.value());
        assertThat(body.path("data").path("order").longValue()).isEqualTo(3);
        assertThat(body.path("data").path("outcome").stringValue()).isEqualTo("1");
    }

    @Test
    void anEndpointThatNamesNoEventsIsToldWhatIsToldUnasked() {
        FactType<TeaWasMade> quiet = TeaWasMade.TYPE.onlyIfAsked();
        WebhookSettings all = endpoint(Set.of());
        assertThat(all.wants(TeaWasMade.TYPE)).isTrue();
        assertThat(all.wants(quiet)).isFalse();
        assertThat(endpoint(Set.of("tea.was-made")).wants(quiet)).isTrue();
        assertThat(endpoint(Set.of("call.ended")).wants(TeaWasMade.TYPE)).isFalse();
    }

    private static WebhookSettings endpoint(Set<String> events) {
        return WebhookSettings.of(
                "crm", URI.create("https://crm.example/hook"), WebhookSecret.parse(SECRET), events);
    }

    @Test
    void theDataIsTheTextOfTheJournalUnchanged() {
        Facts facts = new Facts(new Random(7));
        JsonMapper mapper = JsonMapper.builder().build();
        for (int i = 0; i < 500; i++) {
            StoredEntry entry = Calls.stored(facts.entry());
            String body = WebhookBody.of(entry, i);
            String fields = entry.data().substring(1);
            assertThat(body).endsWith(fields + "}");
            ObjectNode data = (ObjectNode) mapper.readTree(body).path("data");
            data.remove(List.of("call", "order"));
            assertThat(data).isEqualTo(mapper.readTree(entry.data()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "whsec_", "whsec_short", "whsec_%%%%", "MfKQ9r8GKYqrTwjUPD8ILPZIo2L"})
    void aBadSecretIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> WebhookSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("short")
                .doesNotContain("%%%%")
                .doesNotContain("MfKQ");
    }

    @Test
    void aSecretSignsTheSameWithAndWithoutItsPrefix() {
        String bare = SECRET.substring("whsec_".length());
        assertThat(WebhookSecret.parse(bare).mac().doFinal(new byte[] {1}))
                .isEqualTo(WebhookSecret.parse(SECRET).mac().doFinal(new byte[] {1}));
    }

    @Test
    void settingsPrintNoSecret() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        WebhookSettings settings =
                WebhookSettings.of(
                        "crm",
                        URI.create("https://crm.example/hook"),
                        WebhookSecret.parse("whsec_" + key),
                        Set.of());
        assertThat(settings.toString()).doesNotContain(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://crm.example/",
                "https:///path",
                "https://user:pw@crm.example/",
                "https://crm.example/#part",
                "file:///etc/passwd",
                "crm.example"
            })
    void anAddressThatIsNotPlainlyHttpIsRefused(String url) {
        WebhookSecret secret = WebhookSecret.parse(SECRET);
        assertThatThrownBy(() -> WebhookSettings.of("crm", URI.create(url), secret, Set.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("pw");
    }

    @Test
    void retryAfterIsSecondsOrADateOrNothing() {
        Instant now = Instant.parse("2026-03-21T08:00:00Z");
        assertThat(RetryAfter.parse("120", now)).contains(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Sat, 21 Mar 2026 08:05:00 GMT", now))
                .contains(Duration.ofMinutes(5));
        assertThat(RetryAfter.parse("Sat, 21 Mar 2020 08:05:00 GMT", now)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("99999999999999999999", now))
                .hasValueSatisfying(w -> assertThat(w).isGreaterThan(Duration.ofDays(1)));
        assertThat(RetryAfter.parse("soon", now)).isEqualTo(Optional.empty());
        assertThat(RetryAfter.parse("-1", now)).isEmpty();
        assertThat(RetryAfter.parse(null, now)).isEmpty();
    }
}
