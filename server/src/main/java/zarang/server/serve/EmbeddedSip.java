package zarang.server.serve;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import zarang.call.engine.EngineFactory;
import zarang.media.MediaLoops;
import zarang.redis.RedisLink;
import zarang.redis.WrittenBehind;
import zarang.sip.engine.EmbeddedEngine;
import zarang.sip.engine.EngineSettings;
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
     */
    static EngineFactory factory(
            ThisNode node,
            VertxControlLoop loop,
            MediaLoops media,
            AgentSecrets secrets,
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
                        sip.admission()),
                new EmbeddedEngine.Parts(
                        loop,
                        new SipSockets(loop, sip.transport(), node.random()),
                        media::open,
                        node.random()),
                new EmbeddedEngine.Peers(
                        sip.listen(),
                        node.settings().trunks(),
                        secrets::of,
                        new InRedis(
                                new WrittenBehind(
                                        redis,
                                        "phones:" + node.name(),
                                        sip.registrar().max(),
                                        loop::post))));
    }

    /** The hash {@code phones:NODE}; gone once every registration in it has expired. */
    record InRedis(WrittenBehind hash) implements PhoneStore {
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
    }
}
