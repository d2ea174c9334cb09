package zarang.sip.message;

/** Quoted strings, RFC 3261 §25.1. */
final class Quoted {
    private Quoted() {}

    /** The text inside a quoted string; anything else comes back as it is. */
    static String unquote(String written) {
        int last = written.length() - 1;
        if (last < 1 || written.charAt(0) != '"' || written.charAt(last) != '"') {
            return written;
        }
        return unescape(written.substring(1, last));
    }

    static String unescape(String inside) {
        if (inside.indexOf('\\') < 0) {
            return inside;
        }
        StringBuilder out = new StringBuilder(inside.length());
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '\\' && i + 1 < inside.length()) {
                c = inside.charAt(++i);
            }
            out.append(c);
        }
        return out.toString();
    }

    /** The text as a quoted string. Line ends become spaces: they would end the header. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c == '\r' || c == '\n' ? ' ' : c);
        }
        return out.append('"').toString();
    }
}
