package zarang.sip.auth;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a {@code Digest} header value: {@code Digest name=token, name="quoted"}.
 *
 * @param values by lower-case name, unquoted
 */
record DigestFields(Map<String, String> values) {
    private static final int LENGTH_MAX = 4096;
    private static final int FIELDS_MAX = 32;
    private static final String SCHEME = "digest ";

    DigestFields {
        values = Map.copyOf(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Empty if this is another scheme, too long, malformed, or names a parameter twice. */
    static Optional<DigestFields> parse(String header) {
        String text = header.strip();
        if (text.length() > LENGTH_MAX || !text.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        return new Reader(text, SCHEME.length()).read().map(DigestFields::new);
    }

    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text, int at) {
            this.text = text;
            this.at = at;
        }

        Optional<Map<String, String>> read() {
            Map<String, String> values = new HashMap<>();
            while (true) {
                int equals = text.indexOf('=', at);
                if (equals < 0 || values.size() == FIELDS_MAX) {
                    return Optional.empty();
                }
                String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
                at = equals + 1;
                skipSpace();
                Optional<String> value =
                        at < text.length() && text.charAt(at) == '"' ? quoted() : token();
                if (name.isEmpty()
                        || value.isEmpty()
                        || values.putIfAbsent(name, value.get()) != null) {
                    return Optional.empty();
                }
                skipSpace();
                if (at == text.length()) {
                    return Optional.of(values);
                }
                if (text.charAt(at++) != ',') {
                    return Optional.empty();
                }
            }
        }

        private Optional<String> token() {
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            String token = text.substring(at, end).strip();
            at = end;
            return token.isEmpty() ? Optional.empty() : Optional.of(token);
        }

        private Optional<String> quoted() {
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    return Optional.of(value.toString());
                }
                if (c == '\\' && ++at == text.length()) {
                    break;
                }
                value.append(text.charAt(at));
            }
            return Optional.empty();
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
    }
}
