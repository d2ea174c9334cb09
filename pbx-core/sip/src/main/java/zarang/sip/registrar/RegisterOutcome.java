package zarang.sip.registrar;

import java.util.List;
import zarang.sip.message.NameAddr;

/** The answer to a REGISTER. */
public sealed interface RegisterOutcome {
    /**
     * 200.
     *
     * @param contacts all bindings that are in place now, each with its {@code expires}
     */
    record Done(List<NameAddr> contacts) implements RegisterOutcome {
        public Done {
            contacts = List.copyOf(contacts);
        }
    }

    /** 423 with {@code Min-Expires}. */
    record TooBrief(long minSeconds) implements RegisterOutcome {}

    /** Nothing was changed. */
    record Refused(int status, String reason) implements RegisterOutcome {}
}
