package zarang.sip.session;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipSyntax;
import zarang.sip.message.SipUri;
import zarang.sip.message.TelUri;
import zarang.sip.message.Uri;
import zarang.sip.transaction.ServerTransaction;

/**
 * A phone wants whom it talks with to go on with somebody else: REFER, RFC 3515, as RFC 5589 uses
 * it. Blind, or attended with the {@code Replaces} of another dialog of ours (RFC 3891). What comes
 * of it is told with NOTIFY ({@link Notify}), unless the phone wants none (RFC 4488).
 */
public final class Refer {
    private static final int REFER_TO_MAX = 4_096;

    private Refer() {}

    /** What has become of a wish: a final status ends the telling. Harmless when nobody asks. */
    public static void tell(Session session, long wish, int status) {
        session.wishes().tell(wish, status);
    }

    static void answer(Session session, ServerTransaction in) {
        Responses responses = session.local().responses();
        SipRequest refer = in.request();
        int refused = refusal(session, refer);
        if (refused != 0) {
            in.respond(
                    refused == 500
                            ? responses.to(refer, 500).header("Retry-After", "5").build()
                            : responses.plain(refer, refused));
            return;
        }
        boolean silent =
                refer.header("Refer-Sub").filter(v -> v.startsWith("false")).isPresent()
                        || Extensions.requires(refer, Extensions.NO_REFER_SUB);
        in.respond(
                silent
                        ? responses.to(refer, 202).header("Refer-Sub", "false").build()
                        : responses
                                .to(refer, 202)
                                .contact(session.local().contact(session.dialog().hop()))
                                .build());
        long wish = refer.cseq().number();
        if (!silent) {
            open(session, wish);
        }
        Uri target = target(refer).orElseThrow();
        Optional<Replaced> replaced =
                target instanceof SipUri sip ? Replaced.in(sip) : Optional.empty();
        OptionalLong other = OptionalLong.empty();
        if (replaced.isPresent()) {
            other = holder(session, replaced.get());
            if (other.isEmpty()) {
                tell(session, wish, 481);
                return;
            }
        }
        if (!session.listener().transferWanted(wish, target, other)) {
            tell(session, wish, 404);
        }
    }

    private static void open(Session session, long wish) {
        if (session.wishes().equals(Session.Wishes.NONE)) {
            session.wishes(new Notify(session));
        }
        session.wishes().open(wish);
    }

    /** The status that refuses it; 0 if it is taken. */
    private static int refusal(Session session, SipRequest refer) {
        if (session.leaving() != null) {
            return 481;
        }
        if (!session.listener().mayTransfer()) {
            return 403;
        }
        List<String> written = refer.headerLines("Refer-To");
        if (written.size() != 1) {
            return 400;
        }
        if (written.getFirst().length() > REFER_TO_MAX) {
            return 413;
        }
        Optional<Uri> target = target(refer);
        if (target.isEmpty()) {
            return 400;
        }
        if (!(target.get() instanceof SipUri) && !(target.get() instanceof TelUri)) {
            return 416;
        }
        if (target.get() instanceof SipUri sip) {
            int refused = refusal(session, sip);
            if (refused != 0) {
                return refused;
            }
        }
        return session.settingUp() != null || session.wishes().areFull() ? 500 : 0;
    }

    /** Only a call can be had of it, and not with the phone itself. */
    private static int refusal(Session session, SipUri target) {
        if (target.params().get("method").filter(m -> !m.equals("INVITE")).isPresent()) {
            return 603;
        }
        return Replaced.in(target)
                        .filter(r -> r.keys().contains(session.dialog().key()))
                        .isPresent()
                ? 400
                : 0;
    }

    private static Optional<Uri> target(SipRequest refer) {
        try {
            return refer.header("Refer-To").map(SipSyntax::nameAddr).map(to -> to.uri());
        } catch (BadSyntax e) {
            return Optional.empty();
        }
    }

    private static OptionalLong holder(Session session, Replaced replaced) {
        return replaced.keys().stream()
                .map(session.dialogs()::holder)
                .filter(Objects::nonNull)
                .filter(Session::isUp)
                .mapToLong(other -> other.listener().number())
                .filter(number -> number > 0)
                .findFirst();
    }
}
