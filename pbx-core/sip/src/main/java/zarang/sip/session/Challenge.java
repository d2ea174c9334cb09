package zarang.sip.session;

import java.util.Optional;
import java.util.function.LongSupplier;
import zarang.sip.auth.DigestClient;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;

/** Answers a server that asks who we are. RFC 3261 §22.2 and §22.3. */
final class Challenge {
    private Challenge() {}

    /**
     * The same request with credentials and the next number; empty if the response asks for none,
     * or for others than we have.
     *
     * @param number the next
     */
    static Optional<SipRequest> answered(
            SipRequest request,
            SipResponse response,
            Optional<DigestClient> credentials,
            LongSupplier number) {
        int status = response.status();
        if (status != 401 && status != 407) {
            return Optional.empty();
        }
        String ask = status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
        String tell = status == 407 ? "Proxy-Authorization" : "Authorization";
        return credentials
                .filter(client -> client.take(response.headerLines(ask)))
                .flatMap(client ->
                        client.credentials(request.method(), request.requestUri().toString()))
                .map(value ->
                        request.toBuilder().cseq(number.getAsLong()).header(tell, value).build());
    }
}
