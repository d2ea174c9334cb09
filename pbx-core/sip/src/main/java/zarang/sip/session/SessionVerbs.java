package zarang.sip.session;

import java.util.List;
import java.util.stream.Stream;
import zarang.sip.transaction.ServerTransaction;

/**
 * The methods that we serve within a session, and the file that answers each. A new one is a file
 * and a line here: {@code Allow} and the inspection of requests follow.
 */
final class SessionVerbs {
    @FunctionalInterface
    private interface Verb {
        void answer(Session session, ServerTransaction in);
    }

    private record Served(String method, Verb verb) {}

    private static final List<Served> WITHIN =
            List.of(
                    new Served("INVITE", Reinvite::answer),
                    new Served("UPDATE", Update::answer),
                    new Served("PRACK", Prack::answer),
                    new Served("REFER", Refer::answer),
                    new Served("BYE", Close::answer),
                    new Served("OPTIONS", SessionVerbs::capabilities),
                    new Served("INFO", SipInfo::answer));

    /** Those that are no session's, or belong to their INVITE. */
    private static final List<String> OTHERS = List.of("ACK", "CANCEL", "REGISTER");

    private SessionVerbs() {}

    /** Every method that we serve, within a session or outside. */
    static List<String> methods() {
        return Stream.concat(WITHIN.stream().map(Served::method), OTHERS.stream()).toList();
    }

    /** As the value of {@code Allow}. */
    static String allow() {
        return String.join(", ", methods());
    }

    /** Answers a request within a session's dialog, early ones too. RFC 3261 §12.2.2. */
    static void answer(Session session, ServerTransaction in) {
        Responses responses = session.local().responses();
        session.turnTo(in.request());
        if (!session.dialog().inOrder(in.request())) {
            in.respond(responses.plain(in.request(), 500));
            return;
        }
        for (Served served : WITHIN) {
            if (in.request().is(served.method())) {
                served.verb().answer(session, in);
                return;
            }
        }
        in.respond(responses.notAllowed(in.request()));
    }

    private static void capabilities(Session session, ServerTransaction in) {
        in.respond(session.local().responses().capabilities(in.request()));
    }
}
