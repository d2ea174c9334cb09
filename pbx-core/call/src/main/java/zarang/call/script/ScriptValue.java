package zarang.call.script;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** A value that a script works with: what a service told, or the caller pressed. */
public sealed interface ScriptValue {
    /** As a script compares and prints it. Of a secret it is the secret: for no log. */
    String text();

    record Text(String text) implements ScriptValue {}

    record Decimal(BigDecimal number) implements ScriptValue {
        /** Digits before and after the point that are written out. */
        private static final int PLAIN_MAX = 1_000;

        /** One with more digits keeps its exponent: {@code 1e999999999} is a gigabyte of zeros. */
        @Override
        public String text() {
            long scale = number.scale();
            return Math.abs(scale) <= PLAIN_MAX ? number.toPlainString() : number.toString();
        }
    }

    /** A day, Gregorian; how it is spoken is a matter of the language. */
    record Date(LocalDate day) implements ScriptValue {
        @Override
        public String text() {
            return day.toString();
        }
    }

    /**
     * An amount of money.
     *
     * @param amount in the smallest unit of the currency, such as rials; may be negative
     */
    record Money(long amount) implements ScriptValue {
        @Override
        public String text() {
            return Long.toString(amount);
        }
    }

    record YesNo(boolean yes) implements ScriptValue {
        @Override
        public String text() {
            return Boolean.toString(yes);
        }
    }

    /** Several values, in order; no list holds a list. */
    record Many(List<ScriptValue> items) implements ScriptValue {
        public Many {
            items = List.copyOf(items);
        }

        @Override
        public String text() {
            return items.stream().map(ScriptValue::text).collect(Collectors.joining(", "));
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
