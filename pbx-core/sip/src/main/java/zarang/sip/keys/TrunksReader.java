package zarang.sip.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.config.AddressPrefix;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.Networks;
import zarang.config.Secret;
import zarang.sip.message.SipUri;
import zarang.sip.trunk.ShownNumber;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.TrunkLimits;
import zarang.sip.trunk.TrunkLogin;
import zarang.sip.trunk.TrunkNumbers;
import zarang.sip.trunk.WayOut;
import zarang.yaml.YamlNode;
import zarang.yaml.YamlScalar;

/** Reads the trunks. A network belongs to one of them, once. */
public final class TrunksReader {
    /** Some carriers give four digits. */
    private static final int PASSWORD_LEAST = 4;

    /** What means nothing without a proxy. */
    private static final List<Key<?>> OUT =
            List.of(
                    TrunkKeys.OUTBOUND_PROXY,
                    TrunkKeys.DOMAIN,
                    TrunkKeys.USER,
                    TrunkKeys.AUTH_USER,
                    TrunkKeys.PASSWORD_FILE,
                    TrunkKeys.REGISTER,
                    TrunkKeys.REGISTER_FOR,
                    TrunkKeys.CONTACT_USER,
                    TrunkKeys.CHECK_EVERY,
                    TrunkKeys.CHANNELS,
                    TrunkKeys.CALLS_PER_SECOND,
                    TrunkKeys.NUMBER_FORMAT,
                    TrunkKeys.PREFIX,
                    TrunkKeys.SHOW_NUMBER,
                    TrunkKeys.PILOT);

    private final ConfigReader reading;
    private final String region;

    /**
     * @param region of trunks that name no country
     */
    public TrunksReader(ConfigReader reading, String region) {
        this.reading = reading;
        this.region = region;
    }

    public List<Trunk> trunks() {
        List<Trunk> trunks = new ArrayList<>();
        Map<String, YamlNode> networks = new HashMap<>();
        for (String name : reading.named("trunks")) {
            Optional<WayOut> out = reading.get(TrunkKeys.PROXY, name).map(uri -> out(name, uri));
            Optional<List<TrunkSource>> from =
                    out.isPresent()
                            ? reading.get(TrunkKeys.FROM, name)
                            : reading.required(TrunkKeys.FROM, name);
            if (from.isPresent()) {
                each(name, networks);
            }
            if (from.isPresent() || out.isPresent()) {
                trunks.add(trunk(name, from.orElse(List.of()), out));
            }
        }
        return trunks;
    }

    private Trunk trunk(String name, List<TrunkSource> from, Optional<WayOut> out) {
        List<AddressPrefix> networks = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        for (TrunkSource source : from) {
            switch (source) {
                case TrunkSource.Network(AddressPrefix network) -> networks.add(network);
                case TrunkSource.Named(String host) -> hosts.add(host);
            }
        }
        if (out.isEmpty() && reading.items(TrunkKeys.PROXY, name).isEmpty()) {
            meaningless(name);
        }
        return new Trunk(
                name,
                networks,
                hosts,
                reading.value(TrunkKeys.TRUST, name),
                new TrunkNumbers(
                        reading.get(TrunkKeys.COUNTRY, name).orElse(region),
                        reading.value(TrunkKeys.NUMBER_FORMAT, name),
                        reading.get(TrunkKeys.PREFIX, name).orElse(""),
                        reading.get(TrunkKeys.AREA_CODE, name).orElse("")),
                out);
    }

    private void meaningless(String name) {
        OUT.stream()
                .filter(key -> !reading.items(key, name).isEmpty())
                .forEach(key ->
                        reading.refuse(
                                key,
                                "means nothing without a proxy; write "
                                        + TrunkKeys.PROXY.written(name)
                                        + " too if calls are to go out",
                                name));
    }

    private WayOut out(String name, SipUri proxy) {
        String user = reading.get(TrunkKeys.USER, name).orElse("");
        boolean registers = reading.value(TrunkKeys.REGISTER, name);
        if (registers && user.isEmpty()) {
            reading.refuse(
                    TrunkKeys.REGISTER,
                    "found true without a user, expected " + TrunkKeys.USER.written(name) + " too",
                    name);
        }
        return new WayOut(
                proxy,
                reading.get(TrunkKeys.OUTBOUND_PROXY, name),
                reading.get(TrunkKeys.DOMAIN, name).orElse(proxy.host()),
                user,
                login(name, user),
                registers
                        ? Optional.of(reading.value(TrunkKeys.REGISTER_FOR, name))
                        : Optional.empty(),
                reading.get(TrunkKeys.CONTACT_USER, name).orElse(user),
                reading.value(TrunkKeys.CHECK_EVERY, name),
                new TrunkLimits(
                        reading.value(TrunkKeys.CHANNELS, name),
                        reading.value(TrunkKeys.CALLS_PER_SECOND, name)),
                new ShownNumber(
                        reading.value(TrunkKeys.SHOW_NUMBER, name),
                        reading.get(TrunkKeys.PILOT, name).orElse(user)));
    }

    private Optional<TrunkLogin> login(String name, String user) {
        String authUser = reading.get(TrunkKeys.AUTH_USER, name).orElse(user);
        return reading.get(TrunkKeys.PASSWORD_FILE, name)
                .flatMap(
                        file -> reading.secret(PASSWORD_LEAST, file, TrunkKeys.PASSWORD_FILE, name))
                .map(Secret::reveal)
                .map(password -> new TrunkLogin(authUser, password));
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
