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
 * @param path the proxies that it came through and that calls pass as well, RFC 3327
 * @param symmetric whether its Via says {@code rport}
 */
public record RegisterRequest<F>(
        RegisterOrder order,
        boolean star,
        List<NameAddr> contacts,
        OptionalLong expires,
        F flow,
        List<NameAddr> path,
        boolean symmetric) {
    public RegisterRequest {
        contacts = List.copyOf(contacts);
        path = List.copyOf(path);
    }
}
