package zarang.call.actor;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import zarang.call.CallId;
import zarang.call.loop.ControlLoop;
import zarang.call.script.ScriptService;
import zarang.call.verb.CallCommand;

/**
 * What scripts have to do after their callers have hung up: ask, and wait for the answer. At most
 * {@value #MOST} at a time, each of {@link Epilogue#LONGEST}; one more is not begun, and its
 * caller's call has ended all the same. Control loop.
 */
final class Epilogues {
    static final int MOST = 1000;

    private final Map<String, ScriptService> services;
    private final ControlLoop loop;
    private final GuardedWatcher watcher;
    private final Runnable whenOver;
    private final Set<Epilogue> open = new HashSet<>();

    /**
     * @param whenOver runs when one has ended
     */
    Epilogues(
            Map<String, ScriptService> services,
            ControlLoop loop,
            GuardedWatcher watcher,
            Runnable whenOver) {
        this.services = services;
        this.loop = loop;
        this.watcher = watcher;
        this.whenOver = whenOver;
    }

    void begin(CallId call, CallCommand.Epilogue wish) {
        if (open.size() < MOST) {
            Epilogue epilogue =
                    new Epilogue(
                            call,
                            wish,
                            services,
                            loop,
                            watcher,
                            over -> {
                                open.remove(over);
                                whenOver.run();
                            });
            open.add(epilogue);
            epilogue.begin();
        }
    }

    boolean isEmpty() {
        return open.isEmpty();
    }
}
