package zarang.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.call.fact.FactType;
import zarang.call.fact.FactTypes;
import zarang.call.fact.FactsOfCall;
import zarang.call.fact.TrunkDown;
import zarang.call.fact.TrunkUp;
import zarang.config.ConfigReader;
import zarang.config.KeyTable;
import zarang.config.KnownKeys;
import zarang.crm.keys.WebhookKeys;
import zarang.ivr.calendar.CalendarClosed;
import zarang.ivr.calendar.CalendarKeys;
import zarang.ivr.calendar.CalendarOpened;
import zarang.ivr.keys.IvrKeys;
import zarang.ivr.keys.SpeechKeys;
import zarang.journal.keys.JournalKeys;
import zarang.loyalty.keys.ClubKeys;
import zarang.loyalty.points.PointsAwarded;
import zarang.media.keys.MediaKeys;
import zarang.recorder.keys.RecorderKeys;
import zarang.redis.FunctionLibrary;
import zarang.redis.keys.RedisKeys;
import zarang.routing.agent.AgentStateChanged;
import zarang.routing.keys.CallingKeys;
import zarang.routing.keys.FloorKeys;
import zarang.routing.keys.StatisticsKeys;
import zarang.routing.live.FloorChanged;
import zarang.routing.live.QueueChanged;
import zarang.server.callback.CallbackRoom;
import zarang.server.disposition.DispositionRoom;
import zarang.server.last.LastAgentRoom;
import zarang.server.log.CallLogRoom;
import zarang.server.lookup.LookupRoom;
import zarang.server.room.Room;
import zarang.sip.keys.SipKeys;
import zarang.sip.keys.TrunkKeys;

/** The rooms of the house, a line each, and what they bring taken together. Immutable. */
public final class HouseRooms {
    /** A new room is a line here. */
    public static final List<Room> LIST =
            List.of(
                    WiredRoom.of().telling(FactsOfCall.TYPES),
                    WiredRoom.of(SipKeys.table(), TrunkKeys.table())
                            .telling(List.of(TrunkUp.TYPE, TrunkDown.TYPE)),
                    WiredRoom.of(MediaKeys.table()),
                    WiredRoom.of(ServerKeys.HTTP, ServerKeys.LIFE),
                    WiredRoom.of(RedisKeys.table()),
                    floor(),
                    WiredRoom.of(StatisticsKeys.table()),
                    new CallLogRoom(),
                    new LookupRoom(),
                    new CallbackRoom(),
                    new DispositionRoom(),
                    new LastAgentRoom(),
                    WiredRoom.of(IvrKeys.table(), SpeechKeys.table(), CalendarKeys.table())
                            .telling(List.of(CalendarClosed.TYPE, CalendarOpened.TYPE)),
                    WiredRoom.of(RecorderKeys.table()),
                    WiredRoom.of(JournalKeys.table()),
                    WiredRoom.of(ClubKeys.table()).telling(List.of(PointsAwarded.TYPE)));

    public static final HouseRooms SHIPPED = new HouseRooms(LIST);

    private final List<Room> rooms;
    private final FactTypes facts;
    private final WebhookKeys webhooks;
    private final KnownKeys keys;

    public HouseRooms(List<Room> rooms) {
        this.rooms = List.copyOf(rooms);
        facts = new FactTypes(rooms.stream().flatMap(room -> room.facts().stream()).toList());
        // an endpoint may name the facts of every room
        webhooks = new WebhookKeys(told(), names(type -> type.isTold() && !type.isToldUnasked()));
        keys =
                new KnownKeys(
                        Stream.concat(
                                        rooms.stream().flatMap(room -> room.keys().stream()),
                                        Stream.of(webhooks.table()))
                                .toList());
    }

    private static Room floor() {
        List<KeyTable> tables = new ArrayList<>(FloorKeys.tables());
        tables.add(CallingKeys.table());
        return new WiredRoom(
                tables, List.of(AgentStateChanged.TYPE, QueueChanged.TYPE, FloorChanged.TYPE));
    }

    /** Every kind of fact that this process can read. */
    public FactTypes facts() {
        return facts;
    }

    /** Every fact that a webhook can be told, such as {@code call.ended}. */
    public Set<String> told() {
        return names(FactType::isTold);
    }

    private Set<String> names(Predicate<FactType<?>> of) {
        return facts.all().stream()
                .filter(of)
                .map(FactType::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the rooms call in Redis. */
    public List<FunctionLibrary> libraries() {
        return rooms.stream().flatMap(room -> room.libraries().stream()).toList();
    }

    KnownKeys keys() {
        return keys;
    }

    WebhookKeys webhooks() {
        return webhooks;
    }

    List<Room.Opening> read(ConfigReader reading) {
        return rooms.stream().map(room -> room.read(reading)).toList();
    }
}
