package zarang.sip.trunk;

import java.util.Locale;

/** The user part of a {@code sip:}, {@code sips:} or {@code tel:} address. */
final class IdentityUri {
    private static final int USER_MAX = 128;

    private IdentityUri() {}

    /** Empty if there is none, if it is {@code anonymous}, or if it cannot be read. */
    static String user(String nameAddr) {
        String uri = address(nameAddr);
        String lower = uri.toLowerCase(Locale.ROOT);
        String user;
        if (lower.startsWith("tel:")) {
            user = until(uri.substring(4), ';').replaceAll("[-.() ]", "");
        } else if (lower.startsWith("sip:") || lower.startsWith("sips:")) {
            int at = uri.indexOf('@');
            if (at < 0 || lower.startsWith("anonymous.invalid", at + 1)) {
                return "";
            }
            String userInfo = uri.substring(uri.indexOf(':') + 1, at);
            user = unescaped(until(until(userInfo, ';'), ':'));
        } else {
            return "";
        }
        return isShowable(user) ? user : "";
    }

    /** What stands between the angle brackets that follow the display name, if there are any. */
    private static String address(String nameAddr) {
        String text = nameAddr.strip();
        int from = 0;
        if (text.startsWith("\"")) {
            from = 1;
            while (from < text.length() && text.charAt(from) != '"') {
                from += text.charAt(from) == '\\' ? 2 : 1;
            }
        }
        int open = text.indexOf('<', Math.min(from, text.length()));
        if (open < 0) {
            return until(text, ';');
        }
        int close = text.indexOf('>', open);
        return close < 0 ? "" : text.substring(open + 1, close);
    }

    private static boolean isShowable(String user) {
        return user.length() <= USER_MAX
                && !user.equalsIgnoreCase("anonymous")
                && user.chars().noneMatch(Character::isISOControl);
    }

    private static String until(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String unescaped(String user) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < user.length(); i++) {
            char c = user.charAt(i);
            if (c == '%') {
                int high = i + 2 < user.length() ? Character.digit(user.charAt(i + 1), 16) : -1;
                int low = i + 2 < user.length() ? Character.digit(user.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0 || high > 7) {
                    return "";
                }
                plain.append((char) (high * 16 + low));
                i += 2;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
