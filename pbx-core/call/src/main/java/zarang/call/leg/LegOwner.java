package zarang.call.leg;

import zarang.call.engine.LegEvent;

/** Who answers for a leg of a call. Control loop. */
public interface LegOwner {
    /** Something happened to a leg that this one owns. */
    void on(LegEvent event);
}
