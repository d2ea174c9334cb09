package zarang.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.script.HttpArguments;
import zarang.call.script.ScriptCommand;
import zarang.call.script.ScriptValue;
import zarang.ivr.speech.Speech;

/** What a script's look-ups are asked with. */
class AskedOutsideTest {
    private static ScriptCommand.Ask asked(String steps) {
        FlowRun run =
                FlowRun.begin(FlowSet.of(ScriptPhone.flow(steps), 1, Speech::shipped), "test")
                        .orElseThrow();
        return run.on(ScriptPhone.started()).stream()
                .filter(ScriptCommand.Ask.class::isInstance)
                .map(ScriptCommand.Ask.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatStandsInThePlaceOfAUrlIsPercentEncoded() {
        Map<String, ScriptValue> arguments =
                asked(
                                """
                                flow: test
                                language: fa
                                start: a
                                variables: {name: {type: text, default: "../a b?x=é"}}
                                steps:
                                  a:
                                    lookup: http
                                    url: "https://crm.example/by/{name}?phone={call.caller}"
                                    send: {name: name}
                                    on: {found: b, not-found: b, timeout: b, error: b}
                                  b: {hang-up: }
                                """)
                        .arguments();
        assertThat(text(arguments, HttpArguments.URL))
                .contains(
                        "https://crm.example/by/..%2Fa%20b%3Fx%3D%C3%A9"
                                + "?phone=%2B989121234567");
        assertThat(text(arguments, HttpArguments.BODY)).contains("{\"name\":\"../a b?x=é\"}");
    }

    private static Optional<String> text(Map<String, ScriptValue> arguments, String name) {
        return Optional.ofNullable(arguments.get(name)).map(ScriptValue::text);
    }
}
