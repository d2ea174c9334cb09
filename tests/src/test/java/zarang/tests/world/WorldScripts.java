package zarang.tests.world;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import zarang.call.script.ScriptService;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.ivr.load.FlowLoader;
import zarang.ivr.model.Flow;
import zarang.testkit.StoreAnswers;

/**
 * What callers reach: the hotline that ships, and a desk whose script asks, rings and records. Whom
 * it asks answers something.
 */
final class WorldScripts {
    static final String HOTLINE = "1000";
    static final String DESK = "1001";
    static final String LINE = "1002";

    private static final FlowLoader LOADER = new FlowLoader();
    private static final List<Flow> FLOWS =
            List.of(
                    flow(Path.of("..", "ivr-scripts", "scripts", "hotline.yaml")),
                    flow(resource("desk.yaml")),
                    flow(resource("line.yaml")),
                    flow(resource("pin.yaml")));

    private WorldScripts() {}

    static FlowCatalogue catalogue() {
        FlowCatalogue catalogue =
                new FlowCatalogue(
                        Map.of(HOTLINE, "hotline", DESK, "desk", LINE, "line"), dialled -> dialled);
        FLOWS.forEach(flow -> catalogue.publish(flow, 1));
        return catalogue;
    }

    private static Path resource(String name) {
        URL found = Objects.requireNonNull(WorldScripts.class.getResource(name), name);
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Flow flow(Path file) {
        if (LOADER.load(file) instanceof FlowLoader.Result.Loaded(var read)) {
            return read.flow().orElseThrow(() -> new AssertionError(read.findings().list()));
        }
        throw new AssertionError(file + " cannot be read");
    }

    /** Those whom the desk asks. */
    static Map<String, ScriptService> services(StoreAnswers late, Random random) {
        return Map.of(
                "calendar",
                one(late, random, "open", "closed", "holiday", "closed-now"),
                "http",
                one(late, random, "found", "not-found"),
                "redis",
                one(late, random, "found", "not-found"));
    }

    private static ScriptService one(StoreAnswers late, Random random, String... outcomes) {
        Map<String, ScriptValue> values =
                Map.of("state", new ScriptValue.Text("sent"), "note", new ScriptValue.Text("vip"));
        return question ->
                late.to(() ->
                        new ServiceAnswer.Given(
                                outcomes[random.nextInt(outcomes.length)],
                                values,
                                Optional.empty()));
    }
}
