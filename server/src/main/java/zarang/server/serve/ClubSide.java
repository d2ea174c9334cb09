package zarang.server.serve;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import zarang.call.journal.JournalConsumer;
import zarang.config.meter.Meters;
import zarang.crm.keys.Endpoint;
import zarang.crm.webhook.WebhookFigures;
import zarang.crm.webhook.WebhookOutbox;
import zarang.delivery.Deliveries;
import zarang.ivr.catalogue.FlowVersions;
import zarang.ivr.catalogue.SharedFlows;
import zarang.journal.ConsumerGroupFigures;
import zarang.journal.JournalSettings;
import zarang.journal.RedisJournal;
import zarang.journal.SpoolFigures;
import zarang.journal.spool.SpoolSettings;
import zarang.loyalty.member.Members;
import zarang.loyalty.member.PhoneNumbers;
import zarang.loyalty.points.PointsAccounts;
import zarang.loyalty.points.PointsFigures;
import zarang.loyalty.points.PointsForContacts;
import zarang.redis.EmbeddedRedis;
import zarang.redis.FunctionLibrary;
import zarang.redis.RedisFigures;
import zarang.redis.RedisLink;
import zarang.redis.SettingsAgreement;
import zarang.routing.owner.RedisPeers;
import zarang.routing.place.KeptPlaces;
import zarang.routing.reserve.RedisReservations;
import zarang.routing.statistics.Statistics;
import zarang.server.config.Settings;
import zarang.server.data.DataFolder;

/**
 * The side of the consequences: Redis, members, points, journal, webhooks. Late but certain;
 * nothing of it is waited for by a call.
 */
record ClubSide(
        Optional<EmbeddedRedis> embedded,
        RedisLink redis,
        SharedFlows flows,
        Members members,
        PointsAccounts accounts,
        RedisJournal journal,
        PointsForContacts points,
        WebhookOutbox webhooks,
        SettingsAgreement agreement)
        implements AutoCloseable {
    static ClubSide open(ThisNode process) throws IOException {
        Settings settings = process.settings();
        DataFolder data = process.data();
        String node = process.name();
        InstantSource clock = process.loop();
        SecureRandom random = process.random();
        @Nullable EmbeddedRedis own =
                settings.redis().uri().isPresent()
                        ? null
                        : EmbeddedRedis.start(data.redis(), settings.redis().memoryMaxMib());
        RedisLink redis =
                RedisLink.open(
                        own == null ? settings.redis().connection() : own.uri(),
                        libraries(settings));
        Members members =
                new Members(
                        redis,
                        new PhoneNumbers(settings.club().region()),
                        settings.club().tiers(),
                        clock,
                        random);
        PointsAccounts accounts = new PointsAccounts(redis);
        RedisJournal journal =
                RedisJournal.open(
                        journal(settings, node, data), redis, clock, settings.rooms().facts());
        if (own == null) {
            // nobody else can be in an embedded one
            journal.awaitName();
        }
        WebhookOutbox webhooks =
                new WebhookOutbox(
                        node,
                        settings.webhooks().stream().map(Endpoint::settings).toList(),
                        redis,
                        clock,
                        random);
        PointsForContacts points =
                new PointsForContacts(
                        members,
                        accounts,
                        journal,
                        settings.club().earning(),
                        settings.club().timeZone());
        return new ClubSide(
                Optional.ofNullable(own),
                redis,
                new SharedFlows(redis, new FlowVersions(data.flows())),
                members,
                accounts,
                journal,
                points,
                webhooks,
                SettingsAgreement.watch(redis, node, alike(settings)));
    }

    private static List<FunctionLibrary> libraries(Settings settings) {
        List<FunctionLibrary> all =
                new ArrayList<>(
                        List.of(
                                Members.library(),
                                PointsAccounts.library(),
                                RedisReservations.library(),
                                RedisPeers.library(),
                                KeptPlaces.library(),
                                RedisJournal.LIBRARY,
                                SharedFlows.library(),
                                Deliveries.LIBRARY,
                                Statistics.library()));
        all.addAll(settings.rooms().libraries());
        return all;
    }

    /** What processes that share a Redis must be given alike. */
    private static Map<String, String> alike(Settings settings) {
        return Map.of(
                "webhooks",
                settings.webhooks().stream()
                        .map(hook ->
                                hook.id() + " " + hook.url() + " " + new TreeSet<>(hook.events()))
                        .sorted()
                        .toList()
                        .toString(),
                "tiers",
                settings.club().tiers().all().toString(),
                "time-zone",
                settings.club().timeZone().toString(),
                "earning",
                settings.club().earning().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList()
                        .toString());
    }

    private static JournalSettings journal(Settings settings, String node, DataFolder data) {
        SpoolSettings spool =
                SpoolSettings.in(data.journal()).withBytesMax(settings.journal().spoolBytes());
        return JournalSettings.of(node, spool).withKeep(settings.journal().keep());
    }

    /** Starts to act on the journal, beginning with what an earlier run left. */
    void start(List<JournalConsumer> more) {
        journal.consume(points);
        journal.consume(webhooks);
        more.forEach(journal::consume);
        webhooks.start();
    }

    /** The figures of its rooms. */
    List<Meters> meters() {
        return List.of(
                new SpoolFigures(journal::figures),
                new ConsumerGroupFigures(journal::figures),
                new WebhookFigures(webhooks::figures),
                new RedisFigures(redis::isUp, redis::state, agreement::differing),
                new PointsFigures(points::counters));
    }

    /** Sends what it can, within the parts' own limits; the rest is there at the next start. */
    @Override
    public void close() {
        agreement.close();
        journal.close();
        webhooks.close();
        redis.close();
        embedded.ifPresent(EmbeddedRedis::close);
    }
}
