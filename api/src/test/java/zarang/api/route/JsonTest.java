package zarang.api.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.api.problem.Problem;

/** Bodies that become records, and those that do not. */
class JsonTest {
    record Wish(long amount, String rule) {}

    private static Wish read(String body) {
        return Json.V1.read(body.getBytes(StandardCharsets.UTF_8), Wish.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"150", "0", "-1"})
    void aWholeNumberIsReadAsItIs(String amount) {
        assertThat(read("{\"amount\":" + amount + ",\"rule\":\"x\"}"))
                .isEqualTo(new Wish(Long.parseLong(amount), "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":1.9,\"rule\":\"x\"}",
                "{\"amount\":\"150\",\"rule\":\"x\"}",
                "{\"amount\":true,\"rule\":\"x\"}",
                "{\"amount\":1,\"amount\":2,\"rule\":\"x\"}",
                "{\"amount\":1,\"rule\":7}",
                "{\"amount\":1,\"rule\":\"x\",\"more\":1}",
                "{\"amount\":1,\"rule\":\"x\"} {}",
                "[]",
                "",
            })
    void nothingIsGuessed(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Problem.Refusal.class);
    }
}
