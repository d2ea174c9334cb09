package zarang.ivr.variable;

import zarang.call.script.ScriptValue;

/** What a variable can hold. Another type is another constant, and its kind of value. */
public enum VariableType {
    TEXT(ScriptValue.Text.class),
    /** A decimal number. */
    NUMBER(ScriptValue.Decimal.class),
    /** Keys that the caller pressed: always a secret. */
    DIGITS(ScriptValue.Digits.class);

    private final Class<? extends ScriptValue> kind;

    VariableType(Class<? extends ScriptValue> kind) {
        this.kind = kind;
    }

    public boolean holds(ScriptValue value) {
        return kind.isInstance(value);
    }
}
