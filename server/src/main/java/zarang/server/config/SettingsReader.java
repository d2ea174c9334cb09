package zarang.server.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import zarang.call.actor.ExchangeSettings;
import zarang.config.ConfigReader;
import zarang.config.Home;
import zarang.config.Machine;
import zarang.config.Values;
import zarang.ivr.calendar.CalendarsReader;
import zarang.ivr.keys.IvrKeys;
import zarang.ivr.keys.NumbersReader;
import zarang.journal.keys.JournalKeys;
import zarang.loyalty.keys.ClubKeys;
import zarang.loyalty.keys.ClubSettings;
import zarang.loyalty.member.PhoneNumbers;
import zarang.media.MediaSettings;
import zarang.media.keys.MediaReader;
import zarang.recorder.keys.RecorderKeys;
import zarang.redis.keys.RedisKeys;
import zarang.routing.calling.CallingSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.keys.CallingReader;
import zarang.routing.keys.FloorReader;
import zarang.routing.keys.StatisticsKeys;
import zarang.routing.keys.WrittenFloor;
import zarang.sip.keys.SipReader;
import zarang.sip.keys.SipSettings;
import zarang.sip.keys.TrunksReader;
import zarang.sip.trunk.Trunk;

/**
 * Reads a configuration folder once. Every mistake leaves a finding and a value that lets the
 * reading go on; the settings are only given out when there is none.
 */
public final class SettingsReader {
    private final HouseRooms rooms;
    private final ConfigReader reading;

    /**
     * Reads nothing yet.
     *
     * @param home where scripts and prompts ship
     */
    SettingsReader(HouseRooms rooms, Path folder, Machine machine, Path home) {
        this.rooms = rooms;
        reading = new ConfigReader(rooms.keys(), folder, machine, home);
    }

    /**
     * Reads a configuration folder. Blocks; changes nothing.
     *
     * @param overrides {@code key=value}, as {@code --set} gives them; a later one counts
     */
    public static Loaded load(Path folder, List<String> overrides) {
        return load(HouseRooms.SHIPPED, folder, overrides);
    }

    /** The same for other rooms. */
    public static Loaded load(HouseRooms rooms, Path folder, List<String> overrides) {
        return new SettingsReader(rooms, folder, Machine.here(), Home.ofLauncher()).load(overrides);
    }

    Loaded load(List<String> overrides) {
        reading.take(overrides);
        Settings settings = settings();
        return reading.hasErrors()
                ? new Loaded.Refused(reading.lines())
                : new Loaded.Good(settings, reading.lines());
    }

    private Settings settings() {
        SipReader sipReader = new SipReader(reading);
        SipSettings sip = sipReader.sip();
        ExchangeSettings exchange = sipReader.exchange();
        MediaSettings media = new MediaReader(reading).media(listeners(sip));
        var http = reading.value(ServerKeys.HTTP_LISTEN);
        reading.listens(ServerKeys.HTTP_LISTEN, http.getAddress());
        ClubSettings club = ClubKeys.read(reading);
        UnaryOperator<String> canonical = new PhoneNumbers(club.region())::canonical;
        FloorReader floorReader = new FloorReader(reading);
        FloorSettings floor = floorReader.floor(club.tiers().all(), exchange.callLongest());
        List<Trunk> trunks = new TrunksReader(reading, club.region()).trunks();
        return new Settings(
                sip,
                exchange,
                media,
                new Settings.Http(
                        http,
                        reading.get(ServerKeys.HTTP_METRICS_OPEN)
                                .orElse(http.getAddress().isLoopbackAddress())),
                RedisKeys.read(reading),
                reading.value(ServerKeys.DRAIN_TIMEOUT),
                rooms.webhooks().read(reading),
                new NumbersReader(reading, canonical).numbers(),
                IvrKeys.read(reading),
                new CalendarsReader(reading, canonical).calendars(),
                RecorderKeys.read(reading),
                JournalKeys.read(reading),
                trunks,
                floor,
                new WrittenFloor(reading, club.tiers().all(), exchange.callLongest()),
                floorReader.leases(),
                calling(trunks, floor, club),
                club,
                StatisticsKeys.kept(reading),
                rooms,
                rooms.read(reading));
    }

    private CallingSettings calling(List<Trunk> trunks, FloorSettings floor, ClubSettings club) {
        return new CallingReader(reading)
                .calling(
                        trunks.stream().map(Trunk::name).collect(Collectors.toSet()),
                        floor.agents().stream()
                                .map(agent -> agent.id().value())
                                .collect(Collectors.toSet()),
                        floor.queues().stream()
                                .map(queue -> queue.name().value())
                                .collect(Collectors.toSet()),
                        club.timeZone());
    }

    private static SequencedMap<String, InetAddress> listeners(SipSettings sip) {
        SequencedMap<String, InetAddress> listeners = new LinkedHashMap<>();
        sip.listen()
                .forEach(each ->
                        Values.address(each.host())
                                .ifPresent(host -> listeners.put(each.toString(), host)));
        return listeners;
    }
}
