package zarang.api.health;

import java.util.List;
import java.util.function.Supplier;
import zarang.api.route.Answer;
import zarang.api.route.Operation;
import zarang.api.route.Scope;

/** What a load balancer and Prometheus ask; it says nothing about a caller. */
public final class HealthApi {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int OK = 200;
    private static final int NOT_YET = 503;

    private final Supplier<Readiness> readiness;
    private final Supplier<String> figures;
    private final boolean figuresOpen;

    /**
     * @param figures as Prometheus reads them
     * @param figuresOpen whether they ask for no token
     */
    public HealthApi(Supplier<Readiness> readiness, Supplier<String> figures, boolean figuresOpen) {
        this.readiness = readiness;
        this.figures = figures;
        this.figuresOpen = figuresOpen;
    }

    public List<Operation> operations() {
        Operation.Work show = asked -> Answer.text(OK, PROMETHEUS, figures.get()).now();
        return List.of(
                Operation.open("/healthz", asked -> Answer.text(OK, TEXT, "alive\n").now()),
                Operation.open("/readyz", asked -> ready().now()),
                figuresOpen
                        ? Operation.open("/metrics", show)
                        : Operation.get("/metrics", Scope.METRICS_READ, show));
    }

    private Answer ready() {
        Readiness now = readiness.get();
        return Answer.text(now.takesCalls() ? OK : NOT_YET, TEXT, now.detail() + "\n");
    }
}
