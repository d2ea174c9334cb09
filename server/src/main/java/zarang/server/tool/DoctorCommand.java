package zarang.server.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import zarang.call.loop.RealTime;
import zarang.media.prompt.PromptLibrary;
import zarang.redis.RedisLink;
import zarang.server.checkup.Check;
import zarang.server.checkup.Checkup;
import zarang.server.command.Exit;
import zarang.server.command.ServerOptions;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;
import zarang.server.data.DataFolder;
import zarang.server.data.DataFolderTakenException;
import zarang.server.data.NoServerException;
import zarang.server.data.ServerLink;
import zarang.server.serve.ScriptShelf;
import zarang.yaml.Finding;

/** {@code ./zarang doctor}: says whether a server would run well, and what to do if not. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at configuration, scripts, prompts, ports, disk, clock, Redis and webhook endpoints,",
            "and says of each fault what to do. Changes nothing. Exit 0 if all is well, 1 if not."
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration REDIS_LIMIT = Duration.ofSeconds(4);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    @Spec private CommandSpec spec;

    @Mixin private ServerOptions options;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final List<Check> checks = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        switch (SettingsReader.load(options.conf(), options.set())) {
            case Loaded.Refused refused ->
                    refused.findings()
                            .forEach(finding -> checks.add(Check.fault("configuration", finding)));
            case Loaded.Good good -> {
                checks.add(Check.ok("configuration", options.conf() + " can be used"));
                good.warnings()
                        .forEach(warning -> checks.add(Check.note("configuration", warning)));
                examine(good.settings());
            }
        }
        print(spec.commandLine().getOut());
        return checks.stream().anyMatch(Check::isFault) ? Exit.INPUT : Exit.DONE;
    }

    @RealTime
    private void examine(Settings settings) throws IOException {
        scripts(settings);
        prompts(settings);
        DataFolder folder = new DataFolder(options.data());
        Checkup checkup = new Checkup(settings, folder, InstantSource.system());
        if (isRunning(folder)) {
            checks.add(Check.ok("ports", "the server of " + folder.root() + " runs and has them"));
            trunks();
        } else {
            checks.addAll(checkup.ports());
        }
        checks.addAll(checkup.machine());
        if (settings.redis().uri().isEmpty()) {
            checks.add(
                    Check.ok("redis", "embedded: it starts with the server and syncs each write"));
            return;
        }
        RedisLink redis = RedisLink.open(settings.redis().connection(), List.of());
        try {
            awaitUp(redis);
            checks.addAll(checkup.redis(redis));
        } finally {
            redis.close();
        }
    }

    /** What the running server says of its trunks. */
    private void trunks() throws IOException {
        try (ServerLink server = ServerLink.find(options.data())) {
            ServerLink.Answer answer = server.all("/api/v1/trunks");
            if (answer.ok()) {
                Answers.read(answer.body()).path("items").forEach(this::trunk);
            }
        } catch (NoServerException starting) {
            checks.add(Check.note("trunks", "the server does not answer yet"));
        }
    }

    private void trunk(JsonNode trunk) {
        String registration = trunk.path("registration").asString();
        boolean known = !registration.equals("refused") && !registration.equals("unreachable");
        String name = trunk.path("id").asString();
        if (trunk.path("state").asString().equals("down") || !known) {
            checks.add(
                    Check.fault(
                            "trunks",
                            name
                                    + " is "
                                    + (known ? "down" : "not registered")
                                    + ": "
                                    + trunk.path("why").asString()
                                    + "; see docs/TRUNKS.md"));
        } else {
            checks.add(Check.ok("trunks", name + " is " + trunk.path("state").asString()));
        }
    }

    private void scripts(Settings settings) {
        List<Finding> findings = ScriptShelf.examine(settings);
        findings.forEach(finding ->
                checks.add(
                        ScriptShelf.isError(finding)
                                ? Check.fault("scripts", finding.toString())
                                : Check.note("scripts", finding.toString())));
        if (findings.stream().noneMatch(ScriptShelf::isError)) {
            checks.add(Check.ok("scripts", settings.ivr().scripts() + " can be published"));
        }
    }

    private void prompts(Settings settings) {
        PromptLibrary library =
                PromptLibrary.load(settings.ivr().prompts(), settings.ivr().languages());
        library.lastLoaded()
                .findings()
                .forEach(finding -> checks.add(Check.fault("prompts", finding.toString())));
        if (library.lastLoaded().prompts() == 0) {
            checks.add(
                    Check.fault(
                            "prompts",
                            settings.ivr().prompts()
                                    + " holds no prompts: ivr.prompts is the folder with one folder"
                                    + " for each language"));
        } else if (library.lastLoaded().findings().isEmpty()) {
            checks.add(
                    Check.ok("prompts", library.lastLoaded().prompts() + " prompts can be played"));
        }
    }

    private static boolean isRunning(DataFolder folder) throws IOException {
        if (!Files.exists(folder.root())) {
            return false;
        }
        try {
            folder.lock().channel().close();
            return false;
        } catch (DataFolderTakenException taken) {
            return true;
        }
    }

    @RealTime
    private static void awaitUp(RedisLink redis) {
        long limit = System.nanoTime() + REDIS_LIMIT.toNanos();
        while (!redis.isUp() && System.nanoTime() < limit) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private void print(PrintWriter out) {
        if (json) {
            out.println(
                    JSON.writeValueAsString(checks.stream().map(DoctorCommand::object).toList()));
            return;
        }
        for (Check check : checks) {
            out.printf(
                    "%-6s %s: %s%n",
                    check.verdict().name().toLowerCase(Locale.ROOT), check.what(), check.said());
        }
        long faults = checks.stream().filter(Check::isFault).count();
        out.println(faults == 0 ? "all is well" : faults + (faults == 1 ? " fault" : " faults"));
    }

    private static Map<String, String> object(Check check) {
        Map<String, String> object = new LinkedHashMap<>();
        object.put("check", check.what());
        object.put("verdict", check.verdict().name().toLowerCase(Locale.ROOT));
        object.put("said", check.said());
        return object;
    }
}
