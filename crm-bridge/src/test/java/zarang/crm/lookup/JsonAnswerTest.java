package zarang.crm.lookup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zarang.call.script.ScriptValue;

class JsonAnswerTest {
    private static ScriptValue taken(String json) {
        return requireNonNull(
                JsonAnswer.take(json.getBytes(StandardCharsets.UTF_8), Map.of("x", "/x"))
                        .orElseThrow()
                        .get("x"));
    }

    /** Written out it was a gigabyte of zeros, on the control loop. */
    @Test
    void aNumberOfMoreDigitsThanAnybodyCalculatesWithIsATextAsItWasWritten() {
        assertThat(taken("{\"x\": 1e20}"))
                .isEqualTo(new ScriptValue.Decimal(new BigDecimal("1e20")));
        assertThat(taken("{\"x\": 1e999999999}")).isEqualTo(new ScriptValue.Text("1E+999999999"));
        assertThat(taken("{\"x\": [7, -1e-999999999]}"))
                .isEqualTo(
                        new ScriptValue.Many(
                                List.of(
                                        new ScriptValue.Decimal(BigDecimal.valueOf(7)),
                                        new ScriptValue.Text("-1E-999999999"))));
    }
}
