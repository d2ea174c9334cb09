package zarang.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** Networks in CIDR notation as admins write them. */
public final class Networks {
    /** 1 to 64 of them. */
    public static final Kind<List<AddressPrefix>> KIND =
            Kind.several(
                    Kind.one(
                            "a network such as 10.0.0.0/8 or ::1/128",
                            Networks::network,
                            Networks::fault),
                    1,
                    64);

    private Networks() {}

    private static Optional<AddressPrefix> network(String text) {
        try {
            return Optional.of(AddressPrefix.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The one way to write a network, to compare it with another.
     *
     * @param text one that can be read; another is given back as it is
     */
    public static String canonical(String text) {
        return Values.address(address(text))
                .map(address -> address.getHostAddress() + "/" + bits(text, address))
                .orElse(text);
    }

    /** Why it is none, to be read after a ';'; empty if there is nothing to say. */
    public static String fault(String text) {
        if (text.startsWith("[")) {
            return "write it without brackets, in quotes: \""
                    + text.replaceAll("[\\[\\]]", "")
                    + "\"";
        }
        Optional<InetAddress> address = Values.address(address(text));
        if (address.isEmpty()) {
            return text.matches("[A-Za-z][A-Za-z0-9.-]*")
                    ? "names are not asked of DNS: write the address"
                    : "";
        }
        int most = address.get().getAddress().length * 8;
        int bits = bits(text, address.get());
        if (bits < 0 || bits > most) {
            return "after the '/' stands a number from 0 to " + most;
        }
        InetAddress network = network(address.get(), bits);
        if (network.equals(address.get())) {
            return "";
        }
        return "the address has bits set after the first "
                + bits
                + ": the network is "
                + shown(network)
                + "/"
                + bits
                + ", the one address "
                + shown(address.get())
                + "/"
                + most;
    }

    private static String address(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }

    private static int bits(String text, InetAddress address) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address.getAddress().length * 8;
        }
        String written = text.substring(slash + 1);
        return written.matches("[0-9]{1,3}") ? Integer.parseInt(written) : -1;
    }

    private static InetAddress network(InetAddress address, int bits) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int keep = Math.clamp(bits - i * 8L, 0, 8);
            bytes[i] = (byte) (bytes[i] & (0xff00 >> keep));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of the same length", e);
        }
    }

    /** As admins write it: the longest run of zeros of IPv6 left out. */
    private static String shown(InetAddress address) {
        String text = address.getHostAddress();
        return text.indexOf(':') < 0 ? text : text.replaceFirst("(^|:)0(:0)+(:|$)", "::");
    }
}
