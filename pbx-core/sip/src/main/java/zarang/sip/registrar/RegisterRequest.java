package zarang.sip.registrar;

import java.util.List;
import java.util.OptionalLong;
import zarang.sip.message.NameAddr;

/**
 * What a REGISTER asks for.
 *
 * @param star {@code Contact: *}
 * @param contacts the others
 * @param expires the {@code Expires} header, s
 */
public record RegisterRequest<F>(
        String callId,
        long cseq,
        boolean star,
        List<NameAddr> contacts,
        OptionalLong expires,
        F flow) {
    public RegisterRequest {
        contacts = List.copyOf(contacts);
    }
}
