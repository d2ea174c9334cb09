package zarang.sip.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * Hops, written so that nobody else can write them and nothing has to be remembered: RFC 5626 §5.2.
 * A token is base64url of an HMAC-SHA-256, cut to 128 bits, and of what it is over: use, protocol,
 * flow, port and address, as text with a blank between. Control loop only.
 */
final class FlowTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int TAG = 16;

    /** Characters; what is longer is not looked at. The longest address has 39. */
    private static final int WRITTEN_MAX = 160;

    /** What a token is good for; one that serves one use is none for the other. */
    enum Use {
        /** To the phone, in a Route. */
        ROUTE,
        /** To where the request came from, in a Via. */
        BACK
    }

    private final Mac mac;

    FlowTokens(SecretKey key) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    /**
     * @param hop with a resolved address
     */
    String write(Use use, Hop hop) {
        byte[] plain =
                String.join(
                                " ",
                                use.name(),
                                hop.protocol().name(),
                                Long.toString(hop.flow()),
                                Integer.toString(hop.address().getPort()),
                                hop.address().getAddress().getHostAddress())
                        .getBytes(StandardCharsets.UTF_8);
        return base64(ByteBuffer.allocate(TAG + plain.length).put(tag(plain)).put(plain).array());
    }

    /** The hop that a token of ours names; empty if it is none. */
    Optional<Hop> read(Use use, String token) {
        if (token.length() > WRITTEN_MAX) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length <= TAG) {
                return Optional.empty();
            }
            byte[] tag = Arrays.copyOf(bytes, TAG);
            byte[] plain = Arrays.copyOfRange(bytes, TAG, bytes.length);
            return MessageDigest.isEqual(tag, tag(plain))
                    ? hop(use, new String(plain, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /**
     * @param plain that we wrote
     */
    private static Optional<Hop> hop(Use use, String plain) {
        List<String> parts = List.of(plain.split(" ", -1));
        return parts.getFirst().equals(use.name())
                ? Optional.of(
                        new Hop(
                                Protocol.valueOf(parts.get(1)),
                                new InetSocketAddress(
                                        InetAddress.ofLiteral(parts.get(4)),
                                        Integer.parseInt(parts.get(3))),
                                Long.parseLong(parts.get(2))))
                : Optional.empty();
    }

    /** What is the same for all that has the same parts, and nobody else can tell. */
    String digest(String... parts) {
        return base64(tag(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] tag(byte[] plain) {
        return Arrays.copyOf(mac.doFinal(plain), TAG);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
