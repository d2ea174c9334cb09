package zarang.call.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ScriptValueTest {
    @Test
    void aNumberIsWrittenOutUnlessItsZerosWouldFillTheMemory() {
        assertThat(new ScriptValue.Decimal(new BigDecimal("1e3")).text()).isEqualTo("1000");
        assertThat(new ScriptValue.Decimal(new BigDecimal("0.10")).text()).isEqualTo("0.10");
        assertThat(new ScriptValue.Decimal(new BigDecimal("1e9999999")).text())
                .isEqualTo("1E+9999999");
        assertThat(new ScriptValue.Decimal(new BigDecimal("1e-9999999")).text())
                .isEqualTo("1E-9999999");
    }
}
