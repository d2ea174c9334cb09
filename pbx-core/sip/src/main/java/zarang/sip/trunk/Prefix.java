package zarang.sip.trunk;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.regex.Pattern;
import zarang.sip.message.Host;

/** A network in CIDR notation, such as {@code 10.0.0.0/8} or {@code ::1}. */
public final class Prefix {
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    private final byte[] network;
    private final int bits;

    private Prefix(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads a prefix; without a length it is one address.
     *
     * @throws IllegalArgumentException it is none, or bits after the prefix are set
     */
    public static Prefix parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] bytes =
                new Host(address)
                        .address()
                        .orElseThrow(() -> new IllegalArgumentException("not a network: " + text))
                        .getAddress();
        int bits = slash < 0 ? bytes.length * 8 : length(text, text.substring(slash + 1));
        if (bits > bytes.length * 8) {
            throw new IllegalArgumentException("prefix too long: " + text);
        }
        if (!Arrays.equals(masked(bytes, bits), bytes)) {
            throw new IllegalArgumentException("address bits after the prefix: " + text);
        }
        return new Prefix(bytes, bits);
    }

    private static int length(String text, String written) {
        if (!LENGTH.matcher(written).matches()) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return Integer.parseInt(written);
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == network.length && Arrays.equals(masked(bytes, bits), network);
    }

    int bits() {
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
