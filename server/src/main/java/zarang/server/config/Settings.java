package zarang.server.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import zarang.call.actor.ExchangeSettings;
import zarang.crm.keys.Endpoint;
import zarang.ivr.calendar.Calendars;
import zarang.ivr.keys.IvrSettings;
import zarang.journal.keys.JournalBounds;
import zarang.loyalty.keys.ClubSettings;
import zarang.media.MediaSettings;
import zarang.recorder.keys.RecordingChoice;
import zarang.redis.keys.RedisSettings;
import zarang.routing.calling.CallingSettings;
import zarang.routing.dispatch.FloorSettings;
import zarang.routing.keys.WrittenFloor;
import zarang.routing.reserve.LeaseSettings;
import zarang.server.room.Room;
import zarang.sip.keys.SipSettings;
import zarang.sip.trunk.Trunk;

/**
 * A whole configuration, checked. Immutable; printing it shows no secret. What each value means
 * stands in {@code docs/CONFIGURATION.md}.
 *
 * @param numbers the script that answers a dialled number
 * @param calendars when there is somebody to talk to
 * @param statisticsKept how long the figures of a day are kept after it
 * @param writtenFloor what {@code floor} was read from, to be read again with what is set live
 * @param rooms of the house that reads it
 * @param openings how those of them open that nobody is wired to
 */
public record Settings(
        SipSettings sip,
        ExchangeSettings exchange,
        MediaSettings media,
        Http http,
        RedisSettings redis,
        Duration drainTimeout,
        List<Endpoint> webhooks,
        Map<String, String> numbers,
        IvrSettings ivr,
        Calendars calendars,
        RecordingChoice recording,
        JournalBounds journal,
        List<Trunk> trunks,
        FloorSettings floor,
        WrittenFloor writtenFloor,
        LeaseSettings leases,
        CallingSettings calling,
        ClubSettings club,
        Duration statisticsKept,
        HouseRooms rooms,
        List<Room.Opening> openings) {
    public Settings {
        webhooks = List.copyOf(webhooks);
        numbers = Map.copyOf(numbers);
        trunks = List.copyOf(trunks);
        openings = List.copyOf(openings);
    }

    /**
     * Where HTTP is served.
     *
     * @param metricsOpen whether {@code /metrics} asks for no token
     */
    public record Http(InetSocketAddress listen, boolean metricsOpen) {}
}
