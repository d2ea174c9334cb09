package zarang.crm.lookup;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses a script may speak to: those of the open Internet, and what an admin allows. A
 * script that is fooled, or a name whose owner points it elsewhere, must not reach the machines
 * behind the firewall.
 */
final class AddressRules {
    /** IANA's special-purpose registries: nothing here is a host of the open Internet. */
    private static final List<AddressRange> CLOSED =
            List.of(
                    AddressRange.of("0.0.0.0/8"),
                    AddressRange.of("10.0.0.0/8"),
                    AddressRange.of("100.64.0.0/10"),
                    AddressRange.of("127.0.0.0/8"),
                    AddressRange.of("169.254.0.0/16"),
                    AddressRange.of("172.16.0.0/12"),
                    AddressRange.of("192.0.0.0/24"),
                    AddressRange.of("192.0.2.0/24"),
                    AddressRange.of("192.88.99.0/24"),
                    AddressRange.of("192.168.0.0/16"),
                    AddressRange.of("198.18.0.0/15"),
                    AddressRange.of("198.51.100.0/24"),
                    AddressRange.of("203.0.113.0/24"),
                    AddressRange.of("224.0.0.0/3"),
                    AddressRange.of("::/3"), // also ::1, mapped and translated IPv4 (64:ff9b::/96)
                    AddressRange.of("2001::/23"),
                    AddressRange.of("2001:db8::/32"),
                    AddressRange.of("2002::/16"),
                    AddressRange.of("4000::/2"),
                    AddressRange.of("8000::/1"));

    private final List<AddressRange> allowed;

    /**
     * @param allowed although they are closed
     */
    AddressRules(List<AddressRange> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Whether a script may speak to an address. */
    boolean admits(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.has(address))
                || CLOSED.stream().noneMatch(range -> range.has(address));
    }

    /**
     * The address to connect to: the first, if all of them may be spoken to. A name with one
     * address that may not is refused whole, for it is meant to deceive.
     */
    Optional<InetAddress> choose(List<InetAddress> all) {
        return all.stream().allMatch(this::admits) ? all.stream().findFirst() : Optional.empty();
    }
}
