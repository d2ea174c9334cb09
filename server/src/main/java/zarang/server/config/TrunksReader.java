package zarang.server.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zarang.sip.trunk.Trunk;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/** Reads the trunks. A network belongs to one of them, once. */
final class TrunksReader {
    private final Reading reading;

    TrunksReader(Reading reading) {
        this.reading = reading;
    }

    List<Trunk> trunks() {
        List<Trunk> trunks = new ArrayList<>();
        Map<String, YamlNode> networks = new HashMap<>();
        for (String name : reading.named("trunks")) {
            reading.required(TrunkKeys.TRUNK_FROM, name)
                    .ifPresent(from -> {
                        each(name, networks);
                        trunks.add(
                                new Trunk(name, from, reading.value(TrunkKeys.TRUNK_TRUST, name)));
                    });
        }
        return trunks;
    }

    /** Good networks only: others have their finding. */
    private void each(String trunk, Map<String, YamlNode> networks) {
        for (YamlNode item : reading.items(TrunkKeys.TRUNK_FROM, trunk)) {
            if (!(item instanceof YamlScalar scalar)) {
                continue;
            }
            YamlNode before = networks.putIfAbsent(Networks.canonical(scalar.raw()), item);
            if (before != null) {
                item.refuse(
                        "is the same network as "
                                + before.path()
                                + " at "
                                + before.place()
                                + ", expected each network once");
            }
        }
    }
}
