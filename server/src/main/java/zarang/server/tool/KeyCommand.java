package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.api.route.Scope;
import zarang.call.loop.RealTime;
import zarang.server.data.ServerLink;

/** {@code ./zarang key}: tokens for programs that ask the API. */
@Command(
        name = "key",
        description = "Tokens for programs that ask the API.",
        mixinStandardHelpOptions = true)
public final class KeyCommand implements Runnable {
    private static final String KEYS = "/api/v1/api-keys";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: create, list or revoke");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a key and prints its token. It is shown here and never again.")
    int create(
            @Option(
                            names = "--label",
                            required = true,
                            paramLabel = "TEXT",
                            description = "What it is for.")
                    String label,
            @Option(
                            names = "--scopes",
                            required = true,
                            split = ",",
                            paramLabel = "SCOPE",
                            completionCandidates = ScopeNames.class,
                            description = "What it may do, with commas: ${COMPLETION-CANDIDATES}.")
                    List<String> scopes,
            @Option(
                            names = "--days",
                            paramLabel = "DAYS",
                            description = "After which it opens nothing (default: never).")
                    @Nullable Integer days,
            @Mixin ToolOptions options)
            throws IOException {
        ObjectNode body = Answers.object().put("label", label);
        ArrayNode wanted = body.putArray("scopes");
        scopes.forEach(wanted::add);
        if (days != null) {
            body.put("expiresAt", inDays(days));
        }
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.post(KEYS, body.toString()),
                    options.json(),
                    out(),
                    err(),
                    made -> made,
                    made -> out().println(made.path("token").asString()));
        }
    }

    /** All that a key may be let do, for the help. */
    static final class ScopeNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(Arrays.stream(Scope.values()).map(Scope::text), Stream.of("all"))
                    .iterator();
        }
    }

    @RealTime
    private static String inDays(int days) {
        return InstantSource.system().instant().plus(Duration.ofDays(days)).toString();
    }

    @Command(
            name = "list",
            description = "All keys, without their tokens.",
            mixinStandardHelpOptions = true)
    int list(@Mixin ToolOptions options) throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.all(KEYS),
                    options.json(),
                    out(),
                    err(),
                    page -> Answers.object().set("keys", page.path("items")),
                    Answers.lines(
                            "keys", out(), "there is no key but the owner's token", this::line));
        }
    }

    @Command(
            name = "revoke",
            description = "From now on the key opens nothing.",
            mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "ID") String id, @Mixin ToolOptions options)
            throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            ServerLink.Answer answer = server.delete(KEYS + "/" + ServerLink.query(id));
            return Answers.print(
                    answer.ok() ? new ServerLink.Answer(answer.status(), "{}") : answer,
                    options.json(),
                    out(),
                    err(),
                    done -> Answers.object().put("key", id).put("revoked", true),
                    done -> out().println(id + " opens nothing any more"));
        }
    }

    /** A line; its label last, which may be of any length and written from the right. */
    private void line(JsonNode key) {
        List<String> scopes = new ArrayList<>();
        key.path("scopes").forEach(scope -> scopes.add(scope.asString()));
        out().printf(
                        "%-10s used %-25s over %-25s %s  %s%n",
                        key.path("id").asString(),
                        TimeText.of(key.path("lastUsedAt")),
                        TimeText.of(key.path("expiresAt")),
                        String.join(",", scopes),
                        key.path("label").asString());
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
