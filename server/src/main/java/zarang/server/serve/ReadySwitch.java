package zarang.server.serve;

import zarang.api.health.Readiness;

/** Whether calls are taken, for {@code /readyz}. */
final class ReadySwitch {
    private final Workers workers;
    private volatile Readiness readiness = new Readiness(false, "starting");

    ReadySwitch(Workers workers) {
        this.workers = workers;
    }

    Readiness readiness() {
        Readiness now = readiness;
        return now.takesCalls()
                ? workers.firstEnded()
                        .map(name ->
                                new Readiness(
                                        false,
                                        "the thread "
                                                + name
                                                + " has ended: the log says why; restart"))
                        .orElse(now)
                : now;
    }

    void on() {
        readiness = new Readiness(true, "ready");
    }

    void off(String why) {
        readiness = new Readiness(false, why);
    }
}
