package zarang.server.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import zarang.server.command.Exit;
import zarang.server.command.Times;
import zarang.server.data.DataFolder;
import zarang.server.data.Secrets;
import zarang.server.data.ServerAddress;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.phone.PhoneSettings;

/** {@code ./zarang agent}: an agent's phone that does what it is told. */
@Command(
        name = "agent",
        mixinStandardHelpOptions = true,
        description = {
            "Registers as an agent's phone and takes calls until it is stopped, or until --calls or --for is reached.",
            "Exit 0 only if it was registered and as many calls as asked for were answered."
        })
public final class AgentCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private PhoneOptions options;

    @Option(
            names = "--extension",
            required = true,
            paramLabel = "NAME",
            description = "The agent, such as 2001.")
    private String extension;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Manner manner;

    @Option(
            names = "--after",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = Times.class,
            description = "With --answer: how long to ring (default: ${DEFAULT-VALUE}).")
    private Duration after;

    @Option(
            names = "--hang-up-after",
            paramLabel = "TIME",
            converter = Times.class,
            description = "End each call that long after its answer (default: the caller ends it).")
    private @Nullable Duration hangUpAfter;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "0",
            description = "Stop after so many calls; 0: do not stop (default: ${DEFAULT-VALUE}).")
    private int calls;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Stop after that time.")
    private @Nullable Duration length;

    @Option(
            names = "--server",
            paramLabel = "SIP-URI",
            description =
                    "The server (default: the one of the data folder, else sip:127.0.0.1:5060).")
    private @Nullable String server;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description =
                    "Data folder of the server, where the phone's password lies (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "The phone's password, if not from the data folder.")
    private @Nullable Path secretFile;

    private final CompletableFuture<Boolean> done = new CompletableFuture<>();
    private HeardFile heard = new HeardFile();
    private int answered;
    private int refusedWith;
    private volatile boolean over;

    /** What the phone does when it rings. */
    private static final class Manner {
        @Option(names = "--answer", required = true, description = "Answer.")
        private boolean answer;

        @Option(
                names = "--refuse",
                required = true,
                paramLabel = "STATUS",
                description = "Refuse, such as with 486.")
        private int refuse;

        @Option(names = "--let-ring", required = true, description = "Ring and never answer.")
        private boolean letRing;
    }

    @Override
    public Integer call() throws IOException {
        SipUri registrar = registrar();
        Optional<String> secret =
                secretFile == null
                        ? Secrets.existingAgentSecret(new DataFolder(data), extension)
                        : Optional.of(Files.readString(secretFile).strip());
        if (secret.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no password for "
                            + extension
                            + ": has a server run on the data folder "
                            + data
                            + ", and is the agent in its agents.yaml?");
        }
        PhoneSettings settings =
                new PhoneSettings(
                        extension,
                        registrar.host(),
                        secret,
                        registrar,
                        Duration.ofMinutes(2),
                        policy());
        EventPrinter printer = new EventPrinter(spec.commandLine().getOut(), options.json());
        PhoneHolder holder = new PhoneHolder();
        try (TestPhone phone =
                TestPhone.open(
                        settings,
                        options.address(registrar),
                        options.talk(),
                        event -> on(holder.get(), printer, event))) {
            holder.set(phone);
            return work(phone);
        } finally {
            over = true;
        }
    }

    private int work(TestPhone phone) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leaveOnce(phone), "unregister"));
        phone.loop()
                .post(() -> {
                    if (!phone.phone().register()) {
                        done.complete(false);
                    }
                });
        if (length != null) {
            Duration limit = length;
            phone.loop()
                    .post(() ->
                            phone.loop().schedule(limit, () -> done.complete(answered >= calls)));
        }
        boolean good = done.join();
        leave(phone);
        if (options.listen().isPresent()) {
            heard.write(options.listen().get());
        }
        if (!good) {
            spec.commandLine()
                    .getErr()
                    .println(
                            refusedWith == 0
                                    ? "zarang: not what was asked for: "
                                            + answered
                                            + " calls answered"
                                    : "zarang: the server refused "
                                            + extension
                                            + " with "
                                            + refusedWith
                                            + ": the password is wrong, or agents.yaml has no such"
                                            + " agent");
        }
        return good ? Exit.DONE : Exit.INPUT;
    }

    /**
     * Ctrl-C: no server is left with a phone that is gone. At a usual end the phone left before.
     */
    private void leaveOnce(TestPhone phone) {
        if (!over) {
            leave(phone);
        }
    }

    private void leave(TestPhone phone) {
        phone.loop()
                .post(() -> {
                    phone.phone().hangUp();
                    phone.phone().unregister();
                });
        phone.settle();
    }

    private void on(TestPhone phone, EventPrinter printer, PhoneEvent event) {
        printer.print(phone.loop(), event);
        switch (event) {
            case PhoneEvent.RegistrationFailed failed
                    when failed.status() == 401 || failed.status() == 403 -> {
                refusedWith = failed.status();
                done.complete(false);
            }
            case PhoneEvent.Answered now -> {
                answered++;
                heard = new HeardFile();
                phone.phone().listen(heard);
                phone.talk(true);
                if (hangUpAfter != null) {
                    phone.loop().schedule(hangUpAfter, () -> phone.phone().hangUp());
                }
            }
            case PhoneEvent.Ended ended -> {
                if (calls > 0 && answered >= calls) {
                    done.complete(true);
                }
            }
            case PhoneEvent.RegistrationFailed failed -> {}
            case PhoneEvent.Registered registered -> {}
            case PhoneEvent.Unregistered unregistered -> {}
            case PhoneEvent.Incoming incoming -> {}
            case PhoneEvent.Ringing ringing -> {}
            case PhoneEvent.Held held -> {}
            case PhoneEvent.Holding holding -> {}
            case PhoneEvent.HoldRefused refused -> {}
            case PhoneEvent.Digit digit -> {}
            case PhoneEvent.PlayFinished finished -> {}
        }
    }

    private AnswerPolicy policy() {
        if (manner.answer) {
            return new AnswerPolicy.After(after);
        }
        return manner.letRing ? new AnswerPolicy.LetRing() : new AnswerPolicy.Refuse(manner.refuse);
    }

    private SipUri registrar() throws IOException {
        try {
            if (server != null) {
                return TestPhone.sipUri(server);
            }
            Optional<ServerAddress> running = ServerAddress.read(new DataFolder(data));
            String listener =
                    running.map(address -> address.sip().getFirst()).orElse("udp:127.0.0.1:5060");
            String[] parts = listener.split(":", 2);
            return TestPhone.sipUri(
                    "sip:" + parts[1] + (parts[0].equals("tcp") ? ";transport=tcp" : ""));
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
    }
}
