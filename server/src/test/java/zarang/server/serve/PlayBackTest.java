package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import zarang.call.script.ScriptValue;
import zarang.call.script.ServiceAnswer;
import zarang.call.script.ServiceQuestion;

class PlayBackTest {
    private final Map<String, short[]> lent = new TreeMap<>();

    private ServiceAnswer ask(PlayBack.Said recordings, Map<String, ScriptValue> arguments) {
        return new PlayBack(recordings, lent::put)
                .ask(new ServiceQuestion(Optional.empty(), arguments))
                .toCompletableFuture()
                .join();
    }

    @Test
    void whatWasSaidIsLentByTheNameOfItsRecording() {
        Map<String, ScriptValue> name = Map.of("name", new ScriptValue.Text("CALL-1"));
        PlayBack.Said recordings =
                wanted ->
                        wanted.equals("CALL-1")
                                ? Optional.of(new short[] {1, 2})
                                : Optional.empty();
        assertThat(ask(recordings, name)).isEqualTo(new ServiceAnswer.Given("ready"));
        assertThat(lent).containsOnlyKeys("note:CALL-1");
        assertThat(ask(recordings, Map.of())).isEqualTo(new ServiceAnswer.Given("nothing"));
        assertThatThrownBy(() ->
                        ask(
                                wanted -> {
                                    throw new IOException("gone");
                                },
                                name))
                .hasRootCauseMessage("gone");
    }
}
