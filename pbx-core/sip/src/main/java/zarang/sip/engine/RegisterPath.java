package zarang.sip.engine;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.config.AddressPrefix;
import zarang.sip.dialog.Dialog;
import zarang.sip.message.BadSyntax;
import zarang.sip.message.NameAddr;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.source.LogLimit;

/**
 * The Path of a REGISTER: the proxies that calls to the phone pass. RFC 3327. Only a proxy that the
 * settings name is believed: to others it would be a way to have our calls sent wherever they like.
 * Control loop only.
 */
final class RegisterPath {
    private static final Logger log = LoggerFactory.getLogger(RegisterPath.class);
    private static final String PATH = "Path";

    private final List<AddressPrefix> proxies;
    private final LogLimit lines;
    private long ignored;

    /**
     * @param nanos monotonic time
     */
    RegisterPath(List<AddressPrefix> proxies, LongSupplier nanos) {
        this.proxies = List.copyOf(proxies);
        this.lines = new LogLimit(nanos);
    }

    /**
     * The route set of calls; none: they go where it came from.
     *
     * @return empty if it is believed and cannot be used: a URI that is no SIP URI of a loose
     *     router, or more than a request may have
     */
    Optional<List<NameAddr>> of(SipRequest register, InetAddress source) {
        if (register.header(PATH).isEmpty()) {
            return Optional.of(List.of());
        }
        if (proxies.stream().noneMatch(network -> network.contains(source))) {
            ignored++;
            lines.of(source)
                    .ifPresent(times ->
                            log.warn(
                                    "registrar.path-ignored source={} times={}: if it is a proxy of"
                                            + " yours, name it in sip.path-from",
                                    source.getHostAddress(),
                                    times));
            return Optional.of(List.of());
        }
        try {
            List<NameAddr> path = register.nameAddrs(PATH);
            return path.size() <= Dialog.ROUTES_MAX && path.stream().allMatch(RegisterPath::isLoose)
                    ? Optional.of(path)
                    : Optional.empty();
        } catch (BadSyntax unreadable) {
            return Optional.empty();
        }
    }

    private static boolean isLoose(NameAddr proxy) {
        return proxy.uri() instanceof SipUri uri && uri.params().has("lr");
    }

    /** A phone that knows what a Path is sees which one was taken. RFC 3327 §5.3. */
    static void show(List<NameAddr> path, SipRequest register, SipResponse.Builder ok) {
        if (register.values("Supported").contains("path")) {
            path.forEach(proxy -> ok.addHeader(PATH, proxy.toString()));
        }
    }

    /** REGISTERs whose Path was not believed. */
    long ignored() {
        return ignored;
    }
}
