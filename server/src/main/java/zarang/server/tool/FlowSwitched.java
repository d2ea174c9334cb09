package zarang.server.tool;

import java.io.PrintWriter;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import zarang.server.command.Exit;
import zarang.server.data.ServerLink;

/** Prints what was put in front, or the findings that it was refused for. */
final class FlowSwitched {
    private FlowSwitched() {}

    /**
     * Prints an answer to a publication or a roll-back.
     *
     * @param done the words before what was put in front
     */
    static int print(ServerLink.Answer answer, String done, boolean json, CommandLine command) {
        PrintWriter out = command.getOut();
        PrintWriter err = command.getErr();
        JsonNode switched = switched(Answers.read(answer.body()));
        switched.path("findings").forEach(finding -> err.println(finding.asString()));
        if (json) {
            out.println(switched);
        } else if (answer.ok()) {
            switched.path("published").forEach(flow -> out.println(done + flow.asString()));
        } else {
            err.println("zarang: " + switched.path("error").asString());
        }
        return answer.ok() ? Exit.DONE : Exit.INPUT;
    }

    private static JsonNode switched(JsonNode answer) {
        ObjectNode switched = Answers.object();
        if (answer.has("detail")) {
            switched.put("error", answer.path("detail").asString());
        }
        ArrayNode published = switched.putArray("published");
        answer.path("published")
                .forEach(each ->
                        published.add(
                                each.path("flow").asString() + " " + each.path("version").asInt()));
        ArrayNode findings = switched.putArray("findings");
        answer.path("errors").forEach(fault -> findings.add(line(fault, "")));
        answer.path("warnings").forEach(fault -> findings.add(line(fault, "warning: ")));
        return switched;
    }

    private static String line(JsonNode fault, String kind) {
        return fault.path("file").asString("")
                + ":"
                + fault.path("line").asInt()
                + ":"
                + fault.path("column").asInt()
                + ": "
                + kind
                + fault.path("detail").asString();
    }
}
