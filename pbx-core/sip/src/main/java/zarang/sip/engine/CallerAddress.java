package zarang.sip.engine;

import zarang.sip.message.NameAddr;
import zarang.sip.message.Params;
import zarang.sip.message.PercentEncoding;
import zarang.sip.message.SipUri;

/** Writes the From of a call to an agent. */
public final class CallerAddress {
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
                : new NameAddr(
                        display, SipUri.of(PercentEncoding.user(user), host, -1), Params.NONE);
    }

    private static String printable(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().filter(c -> !Character.isISOControl(c)).forEach(text::appendCodePoint);
        return text.toString();
    }
}
