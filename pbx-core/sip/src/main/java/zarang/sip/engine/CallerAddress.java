package zarang.sip.engine;

import java.nio.charset.StandardCharsets;
import zarang.sip.message.NameAddr;
import zarang.sip.message.Params;
import zarang.sip.message.SipUri;

/** Writes the From of a call to an agent. */
public final class CallerAddress {
    private static final String PLAIN = "-_.!~*'()&=+$,;?/";

    private CallerAddress() {}

    /**
     * An address of plain text; an empty user is anonymous, RFC 3323 §4.1.1.3.
     *
     * @param name display name, may be empty
     */
    public static NameAddr of(String name, String user, String host) {
        String display = printable(name);
        return user.isEmpty()
                ? new NameAddr(
                        display.isEmpty() ? "Anonymous" : display,
                        SipUri.of("anonymous", "anonymous.invalid", -1),
                        Params.NONE)
                : new NameAddr(display, SipUri.of(escaped(user), host, -1), Params.NONE);
    }

    private static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().filter(c -> !Character.isISOControl(c)).forEach(text::appendCodePoint);
        return text.toString();
    }

    /** RFC 3261 §25.1: what a user part may hold as it is; everything else is escaped. */
    private static String escaped(String user) {
        StringBuilder text = new StringBuilder();
        for (byte b : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    (c >= '0' && c <= '9')
                            || (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || PLAIN.indexOf(c) >= 0;
            text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return text.toString();
    }
}
