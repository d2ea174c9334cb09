package zarang.yaml;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A single value. */
public final class YamlScalar extends YamlNode {
    private static final int SHOWN_MAX = 60;
    private static final Pattern QUOTED_NUMBER = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern QUOTED_BOOLEAN = Pattern.compile("true|false");

    /** What YAML 1.2's core schema takes a value for. */
    public enum Kind {
        NOTHING,
        BOOLEAN,
        INTEGER,
        DECIMAL,
        TEXT
    }

    private final String raw;
    private final Kind kind;

    YamlScalar(
            @Nullable YamlNode parent,
            String name,
            FilePlace place,
            Findings findings,
            String raw,
            Kind kind) {
        super(parent, name, place, findings);
        this.raw = raw;
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** As it is written, without quotes. */
    public String raw() {
        return raw;
    }

    @Override
    String pathOf(String child) {
        return path();
    }

    @Override
    String described() {
        String shown = shown(raw);
        return switch (kind) {
            case NOTHING -> "nothing";
            case TEXT -> "'" + shown + "'";
            case BOOLEAN, INTEGER, DECIMAL -> shown;
        };
    }

    @Override
    public String hint() {
        return Signs.hint(raw);
    }

    /** One line, and not too long. */
    static String shown(String text) {
        int points = text.codePointCount(0, text.length());
        String cut =
                points <= SHOWN_MAX
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, SHOWN_MAX)) + "…";
        StringBuilder line = new StringBuilder(cut.length());
        cut.codePoints()
                .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? '\u2423' : c));
        return line.toString();
    }

    @Override
    public Optional<String> text() {
        return kind == Kind.NOTHING ? super.text() : Optional.of(raw);
    }

    @Override
    public Optional<Integer> integer(int min, int max) {
        if (kind == Kind.INTEGER) {
            BigInteger value = integerValue();
            if (value.compareTo(BigInteger.valueOf(min)) >= 0
                    && value.compareTo(BigInteger.valueOf(max)) <= 0) {
                return Optional.of(value.intValueExact());
            }
        }
        if (kind == Kind.TEXT && QUOTED_NUMBER.matcher(raw).matches()) {
            expected("a whole number from " + min + " to " + max + "; take the quotes away");
            return Optional.empty();
        }
        return super.integer(min, max);
    }

    /** The value of a whole number; decimal, {@code 0o} octal or {@code 0x} hexadecimal. */
    BigInteger integerValue() {
        if (raw.startsWith("0o")) {
            return new BigInteger(raw.substring(2), 8);
        }
        if (raw.startsWith("0x")) {
            return new BigInteger(raw.substring(2), 16);
        }
        return new BigInteger(raw);
    }

    @Override
    public Optional<Boolean> bool() {
        if (kind == Kind.TEXT && QUOTED_BOOLEAN.matcher(raw).matches()) {
            expected("true or false; take the quotes away");
            return Optional.empty();
        }
        return kind == Kind.BOOLEAN ? Optional.of(Boolean.parseBoolean(raw)) : super.bool();
    }

    @Override
    public Optional<Duration> duration(Duration min, Duration max) {
        Optional<Duration> span =
                Spans.parse(raw).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0);
        return span.isPresent() ? span : super.duration(min, max);
    }

    @Override
    public <T> Optional<T> parsed(String expected, Function<String, Optional<T>> reader) {
        Optional<T> value = kind == Kind.NOTHING ? Optional.empty() : reader.apply(raw);
        return value.isPresent() ? value : super.parsed(expected, reader);
    }
}
