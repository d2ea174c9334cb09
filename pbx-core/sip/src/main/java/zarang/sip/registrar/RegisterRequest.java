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
 * @param symmetric whether its Via says {@code rport}
 */
public record RegisterRequest<F>(
        RegisterOrder order,
        boolean star,
        List<NameAddr> contacts,
        OptionalLong expires,
        F flow,
        boolean symmetric) {
    public RegisterRequest {
        contacts = List.copyOf(contacts);
    }
}
