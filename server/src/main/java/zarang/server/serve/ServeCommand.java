package zarang.server.serve;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.ivr.run.FlowWatcher;
import zarang.loyalty.member.PhoneNumbers;
import zarang.server.command.Exit;
import zarang.server.command.LogOutput;
import zarang.server.command.ServerOptions;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;
import zarang.server.data.DataFolder;
import zarang.yaml.Finding;

/** {@code ./zarang serve}: the main job. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Starts the hotline. Prints one line when calls are taken:",
            "ready sip=127.0.0.1:5060 http=http://127.0.0.1:8080 redis=embedded data=data",
            "SIGTERM or Ctrl-C drains: no new calls, running ones finish within drain-timeout."
        })
public final class ServeCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    @Spec private CommandSpec spec;

    @Mixin private ServerOptions options;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        return switch (SettingsReader.load(options.conf(), options.set())) {
            case Loaded.Refused refused -> {
                refused.findings().forEach(finding -> err.println(finding));
                err.println("zarang: the configuration is not usable, nothing was started");
                yield Exit.INPUT;
            }
            case Loaded.Good good -> {
                good.warnings().forEach(warning -> err.println(warning));
                yield serve(good.settings(), err);
            }
        };
    }

    private int serve(Settings settings, PrintWriter err) throws IOException {
        Workers.logFaults();
        FlowCatalogue scripts =
                new FlowCatalogue(
                        settings.numbers(),
                        new PhoneNumbers(settings.club().region())::canonical,
                        settings.club().timeZone(),
                        FlowWatcher.NONE);
        ScriptShelf shelf = new ScriptShelf(settings, scripts);
        List<Finding> findings = shelf.check();
        findings.forEach(finding -> err.println(finding));
        if (findings.stream().anyMatch(ScriptShelf::isError)) {
            err.println("zarang: the scripts are not usable, nothing was started");
            return Exit.INPUT;
        }
        Hotline hotline =
                Hotline.start(
                        settings,
                        () -> SettingsReader.load(options.conf(), options.set()),
                        new DataFolder(options.data()),
                        scripts,
                        shelf);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    hotline.stop();
                                    stopped.countDown();
                                    LogOutput.close();
                                    // A stop in order is no failure: without this the JVM ends with
                                    // 143.
                                    Runtime.getRuntime().halt(Exit.DONE);
                                },
                                "drain"));
        spec.commandLine().getOut().println(hotline.readyLine());
        log.info("ready");
        try {
            stopped.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
        return Exit.DONE;
    }
}
