package zarang.ivr.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import zarang.call.script.ScriptValue;
import zarang.ivr.run.FlowSet;
import zarang.ivr.run.FlowWatcher;
import zarang.ivr.variable.AsciiDigits;

/**
 * A call at a terminal: what happens is printed, what is typed is done. Needs lines alone, so it
 * works everywhere. Time stands still until it is told to pass. One thread; blocks on its input.
 */
public final class FlowTry {
    /** Who waits for somebody else may be told something now and then for ever. */
    private static final Duration QUIET_MAX = Duration.ofMinutes(5);

    private static final Pattern KEYS = Pattern.compile("[0-9*#A-D]{1,64}");
    private static final String HELP =
            """
            keys such as 2 or 12#   the caller presses them
            an empty line           time passes until something happens
            vars                    the variables that are set
            quit                    ends the trial
            any line of a test, such as: wait 5s | press 2 at 4.9s | agent answers | queue full | hangs up
            """;

    private final TrialCall call;
    private final LineRun lines;
    private final BufferedReader in;
    private final PrintWriter out;
    private int shown;

    public FlowTry(
            FlowSet flows,
            String flow,
            TrialWorld world,
            TrialHouse house,
            BufferedReader in,
            PrintWriter out) {
        this.call = new TrialCall(flows, flow, world, house, FlowWatcher.NONE);
        this.lines = new LineRun(call);
        this.in = in;
        this.out = out;
    }

    /** Runs until the call is over, the input ends or somebody wants no more. */
    public Transcript run() throws IOException {
        out.println("time in s  step               (help for help)");
        call.begin();
        show();
        while (!call.over()) {
            out.printf(Locale.ROOT, "[%s%s] > ", call.step(), waitsFor());
            out.flush();
            String typed = in.readLine();
            if (typed == null || typed.strip().equals("quit")) {
                out.println();
                break;
            }
            obey(typed.strip());
            show();
        }
        if (call.over()) {
            out.println("the call is over");
        }
        out.flush();
        return call.transcript();
    }

    private String waitsFor() {
        return call.playing().or(call::open).map(what -> ": " + what).orElse("");
    }

    private void obey(String typed) {
        switch (typed) {
            case "" -> goOn();
            case "help" -> out.print(HELP);
            case "vars" -> variables();
            default -> {
                boolean keys = KEYS.matcher(AsciiDigits.of(typed)).matches();
                String line = keys ? "press " + typed : typed;
                switch (LineReader.read(line)) {
                    case LineReader.Reading.Read(TrialLine read) -> {
                        Optional<String> why = lines.perform(read);
                        show();
                        why.ifPresent(fault -> out.println("! " + fault));
                    }
                    case LineReader.Reading.NotRead(String why) ->
                            out.println("! " + why + " (help for help)");
                }
            }
        }
    }

    private void goOn() {
        int before = call.transcript().size();
        Duration end = call.lasted().plus(QUIET_MAX);
        boolean more = true;
        while (more && call.transcript().size() == before) {
            more = call.turn() && (call.open().isEmpty() || call.lasted().compareTo(end) < 0);
        }
        if (!more && call.transcript().size() == before) {
            out.println(
                    call.open()
                            .map(matter ->
                                    "! the script waits: type "
                                            + matter
                                            + " and one of "
                                            + String.join(", ", Matters.outcomes(matter)))
                            .orElse("! nothing more happens by itself"));
        }
    }

    private void variables() {
        if (call.variables().isEmpty()) {
            out.println("no variable is set");
        }
        call.variables()
                .forEach((name, value) ->
                        out.println(
                                name
                                        + " = "
                                        + (value instanceof ScriptValue.Digits
                                                ? "(secret)"
                                                : value.text())));
    }

    private void show() {
        for (; shown < call.transcript().size(); shown++) {
            out.println(call.transcript().entries().get(shown));
        }
    }
}
