package zarang.sip.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zarang.config.ConfigReader;
import zarang.sip.trunk.Trunk;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/** Reads the trunks. A network belongs to one of them, once. */
public final class TrunksReader {
    private final ConfigReader reading;

    public TrunksReader(ConfigReader reading) {
        this.reading = reading;
    }

    public List<Trunk> trunks() {
        List<Trunk> trunks = new ArrayList<>();
        Map<String, YamlNode> networks = new HashMap<>();
        for (String name : reading.named("trunks")) {
            reading.required(TrunkKeys.FROM, name)
                    .ifPresent(from -> {
                        each(name, networks);
                        trunks.add(new Trunk(name, from, reading.value(TrunkKeys.TRUST, name)));
                    });
        }
        return trunks;
    }

    /** Good networks only: others have their finding. */
    private void each(String trunk, Map<String, YamlNode> networks) {
        for (YamlNode item : reading.items(TrunkKeys.FROM, trunk)) {
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
