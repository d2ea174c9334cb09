package zarang.crm.lookup;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import zarang.config.AddressPrefix;

/**
 * Which addresses a script may speak to: those of the open Internet, and what an admin allows. A
 * script that is fooled, or a name whose owner points it elsewhere, must not reach the machines
 * behind the firewall.
 */
final class AddressRules {
    /** IANA's special-purpose registries: nothing here is a host of the open Internet. */
    private static final List<AddressPrefix> CLOSED =
            List.of(
                    AddressPrefix.parse("0.0.0.0/8"),
                    AddressPrefix.parse("10.0.0.0/8"),
                    AddressPrefix.parse("100.64.0.0/10"),
                    AddressPrefix.parse("127.0.0.0/8"),
                    AddressPrefix.parse("169.254.0.0/16"),
                    AddressPrefix.parse("172.16.0.0/12"),
                    AddressPrefix.parse("192.0.0.0/24"),
                    AddressPrefix.parse("192.0.2.0/24"),
                    AddressPrefix.parse("192.88.99.0/24"),
                    AddressPrefix.parse("192.168.0.0/16"),
                    AddressPrefix.parse("198.18.0.0/15"),
                    AddressPrefix.parse("198.51.100.0/24"),
                    AddressPrefix.parse("203.0.113.0/24"),
                    AddressPrefix.parse("224.0.0.0/3"),
                    AddressPrefix.parse(
                            "::/3"), // also ::1, mapped and translated IPv4 (64:ff9b::/96)
                    AddressPrefix.parse("2001::/23"),
                    AddressPrefix.parse("2001:db8::/32"),
                    AddressPrefix.parse("2002::/16"),
                    AddressPrefix.parse("4000::/2"),
                    AddressPrefix.parse("8000::/1"));

    private final List<AddressPrefix> allowed;

    /**
     * @param allowed although they are closed
     */
    AddressRules(List<AddressPrefix> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Whether a script may speak to an address. */
    boolean admits(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address))
                || CLOSED.stream().noneMatch(range -> range.contains(address));
    }

    /**
     * The address to connect to: the first, if all of them may be spoken to. A name with one
     * address that may not is refused whole, for it is meant to deceive.
     */
    Optional<InetAddress> choose(List<InetAddress> all) {
        return all.stream().allMatch(this::admits) ? all.stream().findFirst() : Optional.empty();
    }
}
