package zarang.server.serve;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import zarang.call.engine.EngineFactory;
import zarang.media.MediaLoops;
import zarang.redis.RedisLink;
import zarang.redis.SharedHashes;
import zarang.redis.WrittenBehind;
import zarang.sip.ban.BanStore;
import zarang.sip.dns.SipDns;
import zarang.sip.engine.EmbeddedEngine;
import zarang.sip.engine.EngineSettings;
import zarang.sip.engine.OtherNodes;
import zarang.sip.engine.PhoneStore;
import zarang.sip.keys.SipSettings;
import zarang.sip.transport.SipSockets;
import zarang.sip.transport.VertxControlLoop;

/** The one place of the server that names the embedded engine: its settings, out of ours. */
final class EmbeddedSip {
    private static final String PRODUCT = "Zarang";

    /** Sessions that a call may have at once: its caller, four phones that ring, one that ends. */
    private static final int LEGS_PER_CALL = 6;

    private EmbeddedSip() {}

    /**
     * What makes the engine that the settings describe.
     *
     * @param loop the node's
     * @param secrets of the agents' phones
     * @param flowKey of what other nodes send through this one
     */
    static EngineFactory factory(
            ThisNode node,
            VertxControlLoop loop,
            MediaLoops media,
            AgentSecrets secrets,
            SecretKey flowKey,
            RedisLink redis) {
        SipSettings sip = node.settings().sip();
        return EmbeddedEngine.factory(
                new EngineSettings(
                        node.settings().media().advertise().getHostAddress(),
                        sip.realm(),
                        sip.digest(),
                        PRODUCT,
                        node.settings().exchange().callsMax() * LEGS_PER_CALL,
                        sip.registrar(),
                        sip.admission(),
                        sip.display(),
                        sip.sessionExpires()),
                new EmbeddedEngine.Parts(
                        loop,
                        new SipSockets(loop, sip.transport(), node.random()),
                        media::open,
                        node.random(),
                        flowKey),
                new EmbeddedEngine.Peers(
                        sip.listen(),
                        node.settings().trunks(),
                        SipDns.ofMachine(node.random()),
                        secrets::of,
                        new InRedis(redis, node.name(), sip.registrar().max(), loop::post),
                        new BansInRedis(redis, node.name(), loop::post)));
    }

    /** The hash {@code bans:NODE}, gone once no ban can be held against anybody any more. */
    private static final class BansInRedis implements BanStore {
        private static final String NAME = "bans";
        private static final Duration LIFE = Duration.ofDays(14);

        private final WrittenBehind hash;

        BansInRedis(RedisLink redis, String node, Executor loop) {
            hash =
                    new WrittenBehind(
                            redis, SharedHashes.key(NAME, node), LIFE, /* changes= */ null, loop);
        }

        @Override
        public void put(String source, String text) {
            hash.put(source, text);
        }

        @Override
        public void remove(String source) {
            hash.remove(source);
        }

        @Override
        public CompletionStage<Map<String, String>> load(Duration limit) {
            return hash.load(limit);
        }
    }

    /**
     * The hash {@code phones:NODE}, gone once every registration in it has expired; each change of
     * it is told to the other nodes ({@link SharedHashes}).
     */
    static final class InRedis implements PhoneStore {
        static final String NAME = "phones";

        /** Entries; whoever is further behind loads everything. */
        private static final int CHANGES_MAX = 4_096;

        private final RedisLink redis;
        private final String node;
        private final WrittenBehind hash;
        private @Nullable SharedHashes others;

        /**
         * @param longest that a registration may last
         * @param loop runs what it is given on the control loop
         */
        InRedis(RedisLink redis, String node, Duration longest, Executor loop) {
            this.redis = redis;
            this.node = node;
            hash =
                    new WrittenBehind(
                            redis,
                            SharedHashes.key(NAME, node),
                            longest,
                            new WrittenBehind.Changes(SharedHashes.changes(NAME), CHANGES_MAX),
                            loop);
        }

        @Override
        public void put(String user, String text) {
            hash.put(user, text);
        }

        @Override
        public void remove(String user) {
            hash.remove(user);
        }

        @Override
        public CompletionStage<Map<String, String>> load(Duration limit) {
            return hash.load(limit);
        }

        @Override
        public void follow(List<String> listeners, OtherNodes told) {
            others =
                    SharedHashes.follow(
                            redis, NAME, node, String.join(" ", listeners), new Told(told));
        }

        /** A node says of itself where it listens, with a blank between. */
        private record Told(OtherNodes nodes) implements SharedHashes.Listener {
            @Override
            public void all(Map<String, SharedHashes.Kept> kept) {
                Map<String, OtherNodes.Kept> all = new LinkedHashMap<>();
                kept.forEach((node, each) ->
                        all.put(
                                node,
                                new OtherNodes.Kept(
                                        List.of(each.about().split(" ", -1)), each.fields())));
                nodes.all(all);
            }

            @Override
            public void changed(List<SharedHashes.Change> changes) {
                nodes.changed(
                        changes.stream()
                                .map(each ->
                                        new OtherNodes.Change(
                                                each.node(), each.field(), each.value()))
                                .toList());
            }
        }

        @Override
        public void close() {
            if (others != null) {
                others.close();
            }
        }
    }
}
