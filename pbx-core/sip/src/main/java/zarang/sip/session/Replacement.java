package zarang.sip.session;

import java.util.List;
import java.util.Objects;
import zarang.sip.dialog.Dialogs;
import zarang.sip.message.SipRequest;

/** Whose place a new INVITE is to take: RFC 3891 §3. */
public sealed interface Replacement {
    /** Nobody's: it is a call like any other. */
    record None() implements Replacement {}

    /** Nobody's that it could be; the status says why. */
    record Refused(int status) implements Replacement {}

    /**
     * Somebody's, who talks or is being rung.
     *
     * @param number of the listener to that session, see {@link SessionListener#number}
     */
    record Of(long number) implements Replacement {}

    /** Looks for the dialog that a new INVITE names. */
    static Replacement of(SipRequest invite, Dialogs<Session> dialogs) {
        List<String> lines = invite.headerLines(Replaced.HEADER);
        if (lines.isEmpty()) {
            return new None();
        }
        Replaced named = Replaced.parse(lines.getFirst());
        if (lines.size() > 1 || lines.getFirst().contains(",") || !named.isWhole()) {
            return new Refused(400);
        }
        Session session =
                named.keys().stream()
                        .map(dialogs::holder)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (session == null) {
            return new Refused(481);
        }
        if (session.leaving() != null) {
            return new Refused(603);
        }
        if (session.isUp() && named.earlyOnly()) {
            return new Refused(486);
        }
        long number = session.isUp() || session.isRung() ? session.listener().number() : 0;
        return number == 0 ? new Refused(481) : new Of(number);
    }
}
