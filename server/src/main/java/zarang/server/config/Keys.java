package zarang.server.config;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every key there is: reading, findings, defaults and {@code docs/CONFIGURATION.md} all derive from
 * these tables.
 */
final class Keys {
    private static final List<Key<?>> ALL =
            Stream.of(ServerKeys.all(), TrunkKeys.all(), FloorKeys.all(), ClubKeys.all())
                    .flatMap(List::stream)
                    .toList();

    private Keys() {}

    static List<Key<?>> all() {
        return ALL;
    }
}
