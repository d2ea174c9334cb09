package zarang.sip.dns;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupSession;
import zarang.sip.dialog.NextHop;
import zarang.sip.message.SipUri;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.Protocol;

/**
 * Asks DNS as RFC 3263 §4 says: NAPTR for the transport, SRV for the servers, A and AAAA for their
 * addresses; the SRV records of UDP and TCP where there is no NAPTR, and the name's own addresses
 * where there is neither. Any thread.
 */
public final class SipDns implements SipLookup {
    /** Servers of one name that are tried; a longer list is cut. */
    private static final int HOPS_MAX = 16;

    private static final int CACHED_MAX = 4_096;
    private static final Duration CACHED_LONGEST = Duration.ofHours(1);
    private static final Duration QUESTION_LIMIT = Duration.ofSeconds(3);

    private final DnsRecords records;
    private final RandomGenerator random;

    /** Where a name leads over one transport: a record of SRV, or the name itself. */
    private record Server(Protocol protocol, Name host, int port, long ttlSeconds) {}

    private SipDns(Resolver resolver, RandomGenerator random) {
        resolver.setTimeout(QUESTION_LIMIT);
        Cache cache = new Cache(DClass.IN);
        cache.setMaxEntries(CACHED_MAX);
        cache.setMaxCache((int) CACHED_LONGEST.toSeconds());
        records =
                new DnsRecords(
                        LookupSession.defaultBuilder().resolver(resolver).cache(cache).build());
        this.random = random;
    }

    /** Asks the servers that this machine asks. Reads a file: not on the control loop. */
    public static SipDns ofMachine(RandomGenerator random) {
        return new SipDns(new ExtendedResolver(), random);
    }

    /** Asks that server. */
    public static SipDns at(InetSocketAddress server, RandomGenerator random) {
        return new SipDns(new SimpleResolver(server), random);
    }

    @Override
    public CompletionStage<Found> servers(SipUri uri) {
        Optional<Hop> literal = NextHop.of(uri).filter(hop -> !hop.address().isUnresolved());
        if (literal.isPresent()) {
            return CompletableFuture.completedFuture(
                    new Found(List.of(literal.get()), CACHED_LONGEST));
        }
        Name name;
        try {
            name = Name.fromString(uri.host(), Name.root);
        } catch (TextParseException e) {
            return CompletableFuture.failedFuture(e);
        }
        return servers(uri, name).thenCompose(this::addresses);
    }

    private CompletionStage<List<Server>> servers(SipUri uri, Name name) {
        Protocol named = Protocol.of(uri).filter(Protocol::isEverybodys).orElse(Protocol.UDP);
        if (uri.port() > 0) {
            return CompletableFuture.completedFuture(
                    List.of(new Server(named, name, uri.port(), CACHED_LONGEST.toSeconds())));
        }
        CompletionStage<List<Server>> found =
                uri.params().has("transport")
                        ? srv(named, prefixed(named, name))
                        : records.of(name, Type.NAPTR).thenCompose(list -> byNaptr(list, name));
        return found.thenApply(servers ->
                servers.isEmpty()
                        ? List.of(
                                new Server(
                                        named,
                                        name,
                                        named.defaultPort(),
                                        CACHED_LONGEST.toSeconds()))
                        : servers);
    }

    /** RFC 3263 §4.1. */
    private CompletionStage<List<Server>> byNaptr(List<Record> found, Name name) {
        List<NAPTRRecord> usable =
                found.stream()
                        .filter(NAPTRRecord.class::isInstance)
                        .map(NAPTRRecord.class::cast)
                        .filter(each ->
                                each.getFlags().equalsIgnoreCase("s")
                                        && protocol(each.getService()).isPresent())
                        .sorted(
                                Comparator.comparingInt(NAPTRRecord::getOrder)
                                        .thenComparingInt(NAPTRRecord::getPreference))
                        .limit(4)
                        .toList();
        if (usable.isEmpty()) {
            return joined(
                    srv(Protocol.UDP, prefixed(Protocol.UDP, name)),
                    srv(Protocol.TCP, prefixed(Protocol.TCP, name)));
        }
        CompletionStage<List<Server>> all = CompletableFuture.completedFuture(List.of());
        for (NAPTRRecord each : usable) {
            all =
                    joined(
                            all,
                            srv(protocol(each.getService()).orElseThrow(), each.getReplacement()));
        }
        return all;
    }

    private static Optional<Protocol> protocol(String service) {
        return switch (service.toUpperCase(Locale.ROOT)) {
            case "SIP+D2U" -> Optional.of(Protocol.UDP);
            case "SIP+D2T" -> Optional.of(Protocol.TCP);
            default -> Optional.empty();
        };
    }

    private static <T> CompletionStage<List<T>> joined(
            CompletionStage<List<T>> one, CompletionStage<List<T>> other) {
        return one.thenCombine(
                other,
                (first, second) -> {
                    List<T> both = new ArrayList<>(first);
                    both.addAll(second);
                    return List.copyOf(both);
                });
    }

    private static Name prefixed(Protocol protocol, Name name) {
        try {
            return Name.fromString("_sip._" + protocol.word(), name);
        } catch (TextParseException e) {
            return name;
        }
    }

    /**
     * RFC 2782: by priority, and within one by chance, the heavier the likelier. A server that is
     * named "." is none, and says that none is to be sought at the name itself.
     */
    private CompletionStage<List<Server>> srv(Protocol protocol, Name name) {
        return records.of(name, Type.SRV)
                .thenApply(list ->
                        list.stream()
                                .filter(SRVRecord.class::isInstance)
                                .map(SRVRecord.class::cast)
                                .map(each -> new Drawn(each, draw(each.getWeight())))
                                .sorted(
                                        Comparator.comparingInt(
                                                        (Drawn each) -> each.srv().getPriority())
                                                .thenComparingDouble(Drawn::chance))
                                .limit(HOPS_MAX)
                                .map(Drawn::srv)
                                .map(each ->
                                        new Server(
                                                protocol,
                                                each.getTarget(),
                                                each.getPort(),
                                                each.getTTL()))
                                .toList());
    }

    private record Drawn(SRVRecord srv, double chance) {}

    /** The least of such draws is each one's with a chance in proportion to its weight. */
    private double draw(int weight) {
        return -Math.log(1 - random.nextDouble()) / Math.max(weight, 0.001);
    }

    private CompletionStage<Found> addresses(List<Server> servers) {
        CompletionStage<List<Aged>> all = CompletableFuture.completedFuture(List.of());
        List<Server> there =
                servers.stream()
                        .filter(server -> !server.host().equals(Name.root))
                        .limit(HOPS_MAX)
                        .toList();
        for (Server server : there) {
            all = joined(all, joined(addresses(server, Type.A), addresses(server, Type.AAAA)));
        }
        return all.thenApply(aged ->
                new Found(
                        aged.stream().map(Aged::hop).distinct().limit(HOPS_MAX).toList(),
                        Duration.ofSeconds(
                                aged.stream().mapToLong(Aged::ttlSeconds).min().orElse(0))));
    }

    private record Aged(Hop hop, long ttlSeconds) {}

    private CompletionStage<List<Aged>> addresses(Server server, int type) {
        return records.of(server.host(), type)
                .thenApply(list -> {
                    List<Aged> found = new ArrayList<>();
                    for (Record each : list) {
                        address(each)
                                .ifPresent(address ->
                                        found.add(
                                                new Aged(
                                                        Hop.to(
                                                                server.protocol(),
                                                                new InetSocketAddress(
                                                                        address, server.port())),
                                                        Math.min(
                                                                server.ttlSeconds(),
                                                                each.getTTL()))));
                    }
                    return found;
                });
    }

    /** An address that one host can have; others are a mistake or a lie. */
    private static Optional<InetAddress> address(Record found) {
        InetAddress named =
                switch (found) {
                    case ARecord a -> a.getAddress();
                    case AAAARecord a -> a.getAddress();
                    default -> null;
                };
        if (named == null || named.isMulticastAddress() || named.isAnyLocalAddress()) {
            return Optional.empty();
        }
        try {
            // without the name that came with it, which would be looked up again
            return Optional.of(InetAddress.getByAddress(named.getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
