package zarang.sip.ban;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import zarang.call.engine.BannedSource;
import zarang.sip.source.SourceKey;

/** A ban as it is kept, and a source as people write it. */
final class BanText {
    private static final int PREFIX_BYTES = 8;

    private BanText() {}

    /** An IPv4 address, or an IPv6 address whose last 64 bits are 0. */
    static String source(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The {@link SourceKey} of what is written so; empty if it is no address. */
    static Optional<Long> key(String written) {
        try {
            return Optional.of(SourceKey.of(InetAddress.ofLiteral(written)));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    static String of(BannedSource ban) {
        return ban.since() + " " + ban.until() + " " + ban.times() + " " + ban.reason();
    }

    /** Empty if it cannot be read. */
    static Optional<BannedSource> read(String source, String text) {
        String[] parts = text.split(" ", 4);
        if (parts.length < 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new BannedSource(
                            source,
                            parts[3],
                            Instant.parse(parts[0]),
                            Instant.parse(parts[1]),
                            Integer.parseInt(parts[2])));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
