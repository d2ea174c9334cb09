package zarang.crm.lookup;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Addresses that begin with the same bits.
 *
 * @param first any of them
 * @param bits how many they share
 */
public record AddressRange(InetAddress first, int bits) {
    /** Reads {@code 10.0.0.0/8} or a single address; a name is none, DNS is never asked. */
    static Optional<AddressRange> read(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress address =
                    InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int most = address.getAddress().length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return bits >= 0 && bits <= most
                    ? Optional.of(new AddressRange(address, bits))
                    : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    static AddressRange of(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    boolean has(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return first.getHostAddress() + "/" + bits;
    }
}
