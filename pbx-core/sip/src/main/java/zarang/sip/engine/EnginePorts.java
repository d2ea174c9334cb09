package zarang.sip.engine;

import java.util.random.RandomGenerator;
import zarang.call.engine.EngineListener;
import zarang.call.engine.LegIds;
import zarang.call.loop.ControlLoop;
import zarang.sip.auth.Accounts;
import zarang.sip.ban.Bans;
import zarang.sip.dns.SipLookup;
import zarang.sip.registrar.BindingStore;
import zarang.sip.transaction.Hop;
import zarang.sip.transaction.TransactionLayer;
import zarang.sip.trunk.Trunks;

/**
 * What the engine is wired to.
 *
 * @param layer not attached to anybody yet
 * @param lookup where the names of trunks lead
 * @param legs shared with the exchange
 * @param listener asked before a call is spent anything on; gets each event of a leg in a message
 *     of its own
 * @param bindings keeps where the phones are over a restart
 * @param bans who is not listened to
 * @param random unpredictable: tags, nonces and session ids come from it
 */
record EnginePorts(
        ControlLoop loop,
        TransactionLayer layer,
        MediaOpener media,
        Accounts accounts,
        Trunks trunks,
        SipLookup lookup,
        LegIds legs,
        EngineListener listener,
        BindingStore<Hop> bindings,
        Bans bans,
        RandomGenerator random) {}
