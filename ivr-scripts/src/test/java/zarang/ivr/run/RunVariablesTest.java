package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import zarang.call.script.ScriptValue;
import zarang.ivr.variable.Variable;
import zarang.ivr.variable.VariableType;

class RunVariablesTest {
    private static final Variable TIER = new Variable("member.tier", VariableType.TEXT, "a");
    private static final Variable POINTS = new Variable("member.points", VariableType.NUMBER, "a");
    private static final Variable PIN = new Variable("caller.pin", VariableType.DIGITS, "b");

    private final RunVariables variables = new RunVariables();

    @Test
    void eachHoldsItsOwnTypeAndTheLastValue() {
        assertThat(variables.value(POINTS)).isEmpty();
        variables.set(POINTS, new ScriptValue.Decimal(BigDecimal.ONE));
        variables.set(POINTS, new ScriptValue.Decimal(new BigDecimal("1021.50")));
        assertThat(variables.value(POINTS).map(ScriptValue::text)).contains("1021.50");
    }

    @Test
    void anotherTypeIsRefusedAndASecretIsNotTold() {
        assertThatThrownBy(() -> variables.set(TIER, new ScriptValue.Digits("4711")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("member.tier is TEXT and cannot hold another type");
        assertThatThrownBy(() -> variables.set(PIN, new ScriptValue.Text("4711")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("caller.pin is DIGITS and cannot hold another type");
        assertThat(variables.value(TIER)).isEmpty();
        assertThat(new ScriptValue.Digits("4711")).hasToString("Digits[4 keys]");
    }
}
