package zarang.sip.engine;

import java.util.List;
import zarang.call.engine.EngineRig;
import zarang.call.engine.LegEvent;
import zarang.call.engine.LegIds;
import zarang.call.engine.RemoteParty;
import zarang.sip.phone.AnswerPolicy;

/** The embedded engine and phones, whatever they meet on. */
abstract class SipRig implements EngineRig {
    final LegIds legs = new LegIds();
    final WrittenDown heard = new WrittenDown();

    /** A phone of its own, which nobody knows yet. */
    abstract SipParty party(String user, AnswerPolicy policy);

    @Override
    public final LegIds legs() {
        return legs;
    }

    @Override
    public final List<LegEvent> events() {
        return heard.events;
    }

    @Override
    public final List<String> phones() {
        return heard.phones;
    }

    @Override
    public final RemoteParty caller() {
        return party("0912", new AnswerPolicy.LetRing());
    }

    @Override
    public final RemoteParty phone(String user, RemoteParty.Manner manner) {
        return party(user, SipParty.policy(manner)).registered();
    }
}
