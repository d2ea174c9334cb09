package zarang.config;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A network in CIDR notation, such as {@code 10.0.0.0/8} or {@code ::1}. */
public final class AddressPrefix {
    /** No short forms of IPv4, no brackets and zones of IPv6, no names. */
    private static final Pattern LITERAL =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    private final byte[] network;
    private final int bits;

    private AddressPrefix(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads a prefix; without a length it is one address.
     *
     * @throws IllegalArgumentException it is none, or bits after the prefix are set
     */
    public static AddressPrefix parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes =
                (LITERAL.matcher(address).matches()
                                ? Values.address(address)
                                : Optional.<InetAddress>empty())
                        .orElseThrow(() -> new IllegalArgumentException("not a network: " + text))
                        .getAddress();
        int bits = slash < 0 ? bytes.length * 8 : length(text, text.substring(slash + 1));
        if (bits > bytes.length * 8) {
            throw new IllegalArgumentException("prefix too long: " + text);
        }
        if (!Arrays.equals(masked(bytes, bits), bytes)) {
            throw new IllegalArgumentException("address bits after the prefix: " + text);
        }
        return new AddressPrefix(bytes, bits);
    }

    private static int length(String text, String written) {
        if (!LENGTH.matcher(written).matches()) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return Integer.parseInt(written);
    }

    /** Whether an address begins so; one of the other family never does. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == network.length && Arrays.equals(masked(bytes, bits), network);
    }

    /** How many bits all of its addresses share. */
    public int bits() {
        return bits;
    }

    private static byte[] masked(byte[] bytes, int bits) {
        byte[] masked = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            int keep = Math.clamp(bits - i * 8L, 0, 8);
            masked[i] = (byte) (bytes[i] & (0xff00 >> keep));
        }
        return masked;
    }
}
