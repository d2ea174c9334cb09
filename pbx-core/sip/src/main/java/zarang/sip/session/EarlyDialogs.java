package zarang.sip.session;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import zarang.sip.dialog.Dialog;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.sdp.AudioStream;
import zarang.sip.transaction.Hop;

/**
 * The early dialogs that one INVITE of ours makes: one for each fork that said something, RFC 3261
 * §13.2.2.1, each with the order of its reliable responses, RFC 3262 §4. Control loop only.
 */
final class EarlyDialogs {
    /** Forks that may ring; what more of them say is not heard. */
    private static final int MAX = 16;

    /** One of them. */
    static final class Early {
        final Dialog dialog;
        private long last = -1;
        private @Nullable AudioStream stream;

        Early(Dialog dialog) {
            this.dialog = dialog;
        }

        /** What its reliable response agreed on; null if none did. */
        @Nullable AudioStream agreed() {
            return stream;
        }

        void agreed(AudioStream reliably) {
            stream = reliably;
        }

        /** Whether a reliable response is the next: copies and those before their turn are not. */
        boolean isNext(OptionalLong number) {
            if (number.isEmpty() || (last >= 0 && number.getAsLong() != last + 1)) {
                return false;
            }
            last = number.getAsLong();
            return true;
        }
    }

    private final Map<String, Early> byTag = new HashMap<>();

    /** That of a response; null if it makes none, or one too many. */
    @Nullable Early of(Session session, SipRequest invite, SipResponse response, Hop hop) {
        String tag = response.toTag().orElse("");
        Early known = byTag.get(tag);
        if (known != null || tag.isEmpty() || byTag.size() >= MAX) {
            return known;
        }
        Early fresh = new Early(Dialog.uac(invite, response, hop));
        byTag.put(tag, fresh);
        session.enterEarly(fresh.dialog);
        return fresh;
    }

    /** Whether no fork said anything. */
    boolean isNone() {
        return byTag.isEmpty();
    }

    /** Whether no more than one fork said something. */
    boolean isOne() {
        return byTag.size() == 1;
    }

    /** The dialog of a fork that answered goes on where its early one is: §13.2.2.4. */
    Dialog settled(Dialog dialog, SipResponse success) {
        Early before = answered(success);
        if (before != null) {
            dialog.goOnFrom(before.dialog);
        }
        return dialog;
    }

    /** That of the fork which answered; null if it had none. */
    @Nullable Early answered(SipResponse success) {
        return byTag.get(success.toTag().orElse(""));
    }
}
