package zarang.call.script;

import java.math.BigDecimal;

/** A value that a script works with: what a service told, or the caller pressed. */
public sealed interface ScriptValue {
    /** As a script compares and prints it. Of a secret it is the secret: for no log. */
    String text();

    record Text(String text) implements ScriptValue {}

    record Decimal(BigDecimal number) implements ScriptValue {
        @Override
        public String text() {
            return number.toPlainString();
        }
    }

    /**
     * Keys that a caller pressed: a PIN, a card's number. A secret: what is printed of it is how
     * many they are.
     */
    record Digits(String text) implements ScriptValue {
        @Override
        public String toString() {
            return "Digits[" + text.length() + " keys]";
        }
    }
}
