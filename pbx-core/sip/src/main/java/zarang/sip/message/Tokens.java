package zarang.sip.message;

import java.util.ArrayList;
import java.util.List;

/** The small words of the grammar, RFC 3261 §25.1. */
final class Tokens {
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = 'A'; c <= 'Z'; c++) {
            TOKEN[c] = true;
            TOKEN[c + 32] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            TOKEN[c] = true;
        }
        for (char c : "-.!%*_+`'~".toCharArray()) {
            TOKEN[c] = true;
        }
    }

    private Tokens() {}

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isToken(String text) {
        if (text.isEmpty()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || !TOKEN[c]) {
                return false;
            }
        }
        return true;
    }

    /** callid = word [ "@" word ]. */
    static boolean isCallId(String text) {
        int at = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@') {
                if (at >= 0) {
                    return false;
                }
                at = i;
            } else if (c >= 128 || (!TOKEN[c] && "()<>:\\\"/[]?{}".indexOf(c) < 0)) {
                return false;
            }
        }
        return !text.isEmpty() && at != 0 && at != text.length() - 1;
    }

    /** Splits at commas that stand outside quotes and angle brackets; empty parts are left out. */
    static List<String> commaSeparated(String text) {
        List<String> parts = new ArrayList<>(4);
        boolean quoted = false;
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                depth++;
            } else if (!quoted && c == '>') {
                depth--;
            }
            if (i >= text.length() || (c == ',' && !quoted && depth <= 0)) {
                String part = text.substring(from, Math.min(i, text.length())).strip();
                if (!part.isEmpty()) {
                    parts.add(part);
                }
                from = i + 1;
            }
        }
        return parts;
    }
}
