package zarang.call.verb;

import zarang.call.engine.TransferTarget;

/** Takes the wishes of agents to hand whom they talk with on to somebody else. */
@FunctionalInterface
interface HandOn {
    void asked(TransferAsked asked, TransferTarget target);
}
