package zarang.server.tool;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import zarang.server.data.ServerLink;

/** {@code ./zarang flow counts}: how many calls went which way. */
@Command(
        name = "counts",
        mixinStandardHelpOptions = true,
        description = {
            "How many calls came to each step of a flow, left it by which exit, and hung up in it.",
            "Of all processes that share a Redis, to within 5 s."
        })
final class FlowCountsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The flow.")
    private String flow;

    @Option(
            names = "--hours",
            paramLabel = "N",
            defaultValue = "1",
            description = "1 to 24, the one under way included (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Mixin private ToolOptions options;

    @Override
    public Integer call() throws Exception {
        String path =
                "/api/v1/flows/%s/counts?hours=%d"
                        .formatted(FlowRollbackCommand.named(flow, spec.commandLine()), hours);
        PrintWriter out = spec.commandLine().getOut();
        try (ServerLink server = ServerLink.find(options.data())) {
            return Answers.print(
                    server.get(path),
                    options.json(),
                    out,
                    spec.commandLine().getErr(),
                    answer -> answer,
                    answer -> print(answer.path("steps"), out));
        }
    }

    private static void print(JsonNode steps, PrintWriter out) {
        if (steps.isEmpty()) {
            out.println("no call came to it");
            return;
        }
        int widest = "step".length();
        for (JsonNode step : steps) {
            widest = Math.max(widest, step.path("step").asString().length());
        }
        String row = "%-" + widest + "s %6s %6s %8s  %s%n";
        out.printf(Locale.ROOT, row, "step", "now", "came", "hung up", "left by");
        for (JsonNode step : steps) {
            out.printf(
                    Locale.ROOT,
                    row,
                    step.path("step").asString(),
                    step.path("inside").asInt(),
                    sum(step.path("entered")),
                    sum(step.path("callersGone")),
                    String.join(", ", exits(step.path("exits"))));
        }
    }

    private static List<String> exits(JsonNode exits) {
        List<String> ways = new ArrayList<>();
        exits.properties()
                .forEach(exit -> {
                    if (sum(exit.getValue()) > 0) {
                        ways.add(exit.getKey() + " " + sum(exit.getValue()));
                    }
                });
        return ways;
    }

    private static long sum(JsonNode hours) {
        long sum = 0;
        for (JsonNode hour : hours) {
            sum += hour.asLong();
        }
        return sum;
    }
}
