package zarang.sip.engine;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.engine.EngineRig;
import zarang.call.engine.TelephonyEngineContract;

/** The contract of engines, over real sockets with real RTP. */
class EmbeddedEngineIT extends TelephonyEngineContract {
    @TempDir Path folder;

    @Override
    protected EngineRig open() {
        return new SocketRig(folder);
    }
}
