package zarang.sip.message;

import java.util.Locale;
import java.util.Optional;

/**
 * A value with parameters, such as {@code multipart/mixed;boundary="a b"}, {@code
 * session;handling=required} or {@code Q.850;cause=16}: Content-Type, Content-Disposition, Reason,
 * RFC 3261 §25.1. What stands in quotes is text and no parameter. Any text is read, as far as it
 * goes.
 *
 * @param value in lower case, without white space
 * @param params the first of them, as many as are read
 */
public record ParameterizedValue(String value, Params params) {
    static final ParameterizedValue NONE = new ParameterizedValue("", Params.NONE);

    /** Reads one value, as {@link SipMessage#values} gives it. */
    public static ParameterizedValue parse(String written) {
        int end = nextSemicolon(written, 0);
        Params params = Params.NONE;
        String value = written.substring(0, end).replaceAll("\\s", "").toLowerCase(Locale.ROOT);
        while (end < written.length() && !params.isFull()) {
            int start = end + 1;
            end = nextSemicolon(written, start);
            String param = written.substring(start, end);
            int equals = param.indexOf('=');
            String name = (equals < 0 ? param : param.substring(0, equals)).strip();
            if (!name.isEmpty() && !params.has(name)) {
                params =
                        equals < 0
                                ? params.with(name)
                                : params.with(name, param.substring(equals + 1).strip());
            }
        }
        return new ParameterizedValue(value, params);
    }

    /** Without quotes; empty if it is absent or has no value. */
    public Optional<String> param(String name) {
        return params.get(name);
    }

    /** The index of the first semicolon outside quotes, or the end. */
    private static int nextSemicolon(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return text.length();
    }
}
