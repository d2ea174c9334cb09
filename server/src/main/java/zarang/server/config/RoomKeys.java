package zarang.server.config;

import java.util.ArrayList;
import java.util.List;
import zarang.config.KeyTable;
import zarang.config.KnownKeys;
import zarang.crm.keys.WebhookKeys;
import zarang.ivr.keys.IvrKeys;
import zarang.journal.keys.JournalKeys;
import zarang.loyalty.keys.ClubKeys;
import zarang.media.keys.MediaKeys;
import zarang.recorder.keys.RecorderKeys;
import zarang.redis.keys.RedisKeys;
import zarang.routing.keys.FloorKeys;
import zarang.routing.keys.PlaceKeys;
import zarang.server.facts.HouseFacts;
import zarang.sip.keys.SipKeys;
import zarang.sip.keys.TrunkKeys;

/** The tables of keys that the rooms bring, in the order in which the handbook shows them. */
final class RoomKeys {
    static final WebhookKeys WEBHOOKS =
            new WebhookKeys(HouseFacts.told(), HouseFacts.toldIfAsked());

    static final KnownKeys ALL = new KnownKeys(tables());

    private RoomKeys() {}

    private static List<KeyTable> tables() {
        List<KeyTable> tables =
                new ArrayList<>(
                        List.of(
                                SipKeys.table(),
                                MediaKeys.table(),
                                ServerKeys.HTTP,
                                RedisKeys.table(),
                                ServerKeys.LIFE,
                                PlaceKeys.table(),
                                ServerKeys.LOG,
                                WEBHOOKS.table(),
                                IvrKeys.table(),
                                RecorderKeys.table(),
                                JournalKeys.table(),
                                TrunkKeys.table()));
        tables.addAll(FloorKeys.tables());
        tables.add(ClubKeys.table());
        return tables;
    }
}
