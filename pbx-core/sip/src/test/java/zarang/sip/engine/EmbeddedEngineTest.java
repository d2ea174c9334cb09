package zarang.sip.engine;

import zarang.call.engine.EngineRig;
import zarang.call.engine.TelephonyEngineContract;

/** The contract of engines, under virtual time. */
class EmbeddedEngineTest extends TelephonyEngineContract {
    @Override
    protected EngineRig open() {
        return new MemoryRig();
    }
}
