package zarang.sip.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gets what other nodes keep, and what changes of it. Any thread; must not wait. */
public interface OtherNodes {
    /**
     * What a node keeps.
     *
     * @param listeners where it speaks SIP, such as {@code udp:10.0.0.2:5060}
     * @param phones a text for each user, as it was {@linkplain PhoneStore#put put}
     */
    record Kept(List<String> listeners, Map<String, String> phones) {
        public Kept {
            listeners = List.copyOf(listeners);
            phones = Map.copyOf(phones);
        }
    }

    /**
     * What has changed.
     *
     * @param text empty: that node has no phone of that user any more
     */
    record Change(String node, String user, Optional<String> text) {}

    /** All that there is, by the node's name; a node that is not named is gone. */
    void all(Map<String, Kept> nodes);

    /** In their order. */
    void changed(List<Change> changes);
}
