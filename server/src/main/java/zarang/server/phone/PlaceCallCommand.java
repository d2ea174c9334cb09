package zarang.server.phone;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import zarang.call.Cause;
import zarang.server.command.Exit;
import zarang.server.command.Times;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneEvent;
import zarang.sip.phone.PhoneSettings;
import zarang.sip.phone.SipPhone;

/** {@code ./zarang call}: a caller who does what it is told. */
@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        description = {
            "Calls a SIP URI, such as sip:1000@127.0.0.1 (;transport=tcp for TCP).",
            "Exit 0 only if the call was answered, every key was pressed and, with --listen, something was heard;",
            "3 if nobody is there to ask."
        })
public final class PlaceCallCommand implements Callable<Integer> {
    private static final Duration GOODBYE_LIMIT = Duration.ofSeconds(3);

    /**
     * Any server says 100 at once: who says nothing this long, after four repetitions, is not
     * there.
     */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(4);

    @Spec private CommandSpec spec;

    @Mixin private PhoneOptions options;

    @Parameters(paramLabel = "SIP-URI")
    private String uri;

    @Option(
            names = "--from",
            paramLabel = "NUMBER",
            defaultValue = "anonymous",
            description = "Who calls (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(
            names = "--press",
            paramLabel = "KEYS",
            defaultValue = "",
            description = {
                "Keys to press once answered; a comma is a pause of one second,",
                "h puts the call on hold and, pressed again, takes it off."
            })
    private String press;

    @Option(
            names = "--press-after",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = Times.class,
            description = "From the answer to the first key (default: ${DEFAULT-VALUE}).")
    private Duration pressAfter;

    @Option(names = "--info", description = "Press by SIP INFO instead of RFC 4733.")
    private boolean info;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Times.class,
            description = "How long to stay after the answer, at most (default: ${DEFAULT-VALUE}).")
    private Duration length;

    private final HeardFile heard = new HeardFile();
    private final CompletableFuture<PhoneEvent.Ended> ended = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private boolean answered;
    private boolean holding;
    private int pressed;

    @Override
    public Integer call() throws IOException {
        SipUri target;
        List<Press> keys;
        try {
            target = TestPhone.sipUri(uri);
            keys = Press.parse(press, pressAfter);
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
        }
        PhoneSettings settings =
                new PhoneSettings(
                        from,
                        OwnAddress.inUri(options.bind(target)),
                        Optional.empty(),
                        target,
                        Duration.ofHours(1),
                        new AnswerPolicy.Refuse(486));
        EventPrinter printer = new EventPrinter(spec.commandLine().getOut(), options.json());
        PhoneHolder holder = new PhoneHolder();
        try (TestPhone phone =
                TestPhone.open(
                        settings,
                        options.address(target),
                        options.talk(),
                        event -> on(holder.get(), printer, keys, event))) {
            holder.set(phone);
            phone.loop().post(() -> dial(phone, printer, target));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(phone), "hang-up"));
            PhoneEvent.Ended end = ended.join();
            if (phone.heardNobody()) {
                spec.commandLine()
                        .getErr()
                        .println(
                                "zarang: nobody answers at "
                                        + target
                                        + ": is the server running, and is this its sip.listen?");
                return Exit.NO_SERVER;
            }
            phone.settle();
            return result(end, keys);
        } finally {
            over.complete(null);
        }
    }

    /** Ctrl-C hangs up: no server is left with a dead call, and what was heard is written. */
    private void leave(TestPhone phone) {
        if (over.isDone()) {
            return;
        }
        phone.loop().post(() -> phone.phone().hangUp());
        try {
            over.get(GOODBYE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException late) {
            ended.complete(new PhoneEvent.Ended(Cause.NORMAL_CLEARING, false, 0));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void dial(TestPhone phone, EventPrinter printer, SipUri target) {
        printer.line(phone.loop(), "dialling", Map.of("uri", target.toString()));
        if (!phone.phone().call(target)) {
            spec.commandLine().getErr().println("zarang: no call can be placed to " + target);
            ended.complete(new PhoneEvent.Ended(Cause.NO_USER_RESPONDING, false, 0));
            return;
        }
        phone.loop()
                .schedule(
                        SILENCE_MAX,
                        () -> {
                            if (phone.heardNobody()) {
                                ended.complete(
                                        new PhoneEvent.Ended(Cause.NO_USER_RESPONDING, false, 0));
                            }
                        });
        phone.phone().listen(heard); // before the answer: its first word counts
    }

    private void on(TestPhone phone, EventPrinter printer, List<Press> keys, PhoneEvent event) {
        printer.print(phone.loop(), event);
        if (event instanceof PhoneEvent.Answered && !answered) {
            answered = true;
            phone.talk(true);
            pressNext(phone, printer, keys);
            phone.loop().schedule(length, () -> phone.phone().hangUp());
        } else if (event instanceof PhoneEvent.Ended end) {
            ended.complete(end);
        }
    }

    private void pressNext(TestPhone phone, EventPrinter printer, List<Press> keys) {
        if (pressed == keys.size()) {
            return;
        }
        Press next = keys.get(pressed);
        phone.loop()
                .schedule(
                        next.after(),
                        () -> {
                            if (!phone.phone().isBusy()) {
                                return;
                            }
                            press(phone.phone(), next.key());
                            pressed++;
                            printer.line(
                                    phone.loop(),
                                    "pressed",
                                    Map.of("key", String.valueOf(next.key())));
                            pressNext(phone, printer, keys);
                        });
    }

    private void press(SipPhone phone, char key) {
        if (key == Press.HOLD) {
            holding = !holding;
            phone.hold(holding);
        } else if (info) {
            phone.pressByInfo(key);
        } else {
            phone.press(key);
        }
    }

    private int result(PhoneEvent.Ended end, List<Press> keys) throws IOException {
        String wrong = "";
        if (!answered) {
            wrong = "the call was not answered" + (end.status() == 0 ? "" : ": " + end.status());
        } else if (pressed < keys.size()) {
            wrong = "the call ended after " + pressed + " of " + keys.size() + " keys";
        }
        if (options.listen().isPresent() && answered) {
            heard.write(options.listen().get());
            if (heard.packets() == 0) {
                wrong = "nothing was heard";
            }
        }
        if (wrong.isEmpty()) {
            return Exit.DONE;
        }
        spec.commandLine().getErr().println("zarang: " + wrong);
        return Exit.INPUT;
    }
}
