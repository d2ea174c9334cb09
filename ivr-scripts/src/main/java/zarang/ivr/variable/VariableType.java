package zarang.ivr.variable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zarang.call.Words;
import zarang.call.script.ScriptValue;

/** What a variable can hold. Another type is another constant, and its kind of value. */
public enum VariableType {
    TEXT(ScriptValue.Text.class),
    /** A decimal number. */
    NUMBER(ScriptValue.Decimal.class),
    /** Keys that the caller pressed: always a secret. */
    DIGITS(ScriptValue.Digits.class),
    DATE(ScriptValue.Date.class),
    /** An amount in the smallest unit of the currency. */
    MONEY(ScriptValue.Money.class),
    YES_NO(ScriptValue.YesNo.class),
    LIST(ScriptValue.Many.class);

    private final Class<? extends ScriptValue> kind;

    VariableType(Class<? extends ScriptValue> kind) {
        this.kind = kind;
    }

    public boolean holds(ScriptValue value) {
        return kind.isInstance(value);
    }

    /** As a script names it: {@code yes-no}. */
    public String word() {
        return Words.of(this);
    }

    /** The type that a script names. */
    public static Optional<VariableType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    /** As scripts name them. */
    public static List<String> words() {
        return Arrays.stream(values()).map(VariableType::word).toList();
    }
}
