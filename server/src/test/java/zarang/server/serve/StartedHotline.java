package zarang.server.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import zarang.ivr.catalogue.FlowCatalogue;
import zarang.server.config.HouseRooms;
import zarang.server.config.Loaded;
import zarang.server.config.Settings;
import zarang.server.config.SettingsReader;
import zarang.server.data.DataFolder;

/** A whole server in the process of the test, on free ports. */
public final class StartedHotline implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("ready sip=(\\S+) http=(\\S+) redis=embedded .*");

    private final Hotline hotline;
    private final String sip;
    private final String http;

    private StartedHotline(Hotline hotline) {
        Matcher ready = READY.matcher(hotline.readyLine());
        assertThat(ready.matches()).as(hotline.readyLine()).isTrue();
        this.hotline = hotline;
        this.sip = ready.group(1);
        this.http = ready.group(2);
    }

    /**
     * Starts it and waits until it takes calls.
     *
     * @param settings further keys, as {@code --set} has them
     */
    public static StartedHotline start(HouseRooms rooms, Path conf, Path data, String... settings)
            throws IOException {
        List<String> set =
                new ArrayList<>(List.of("sip.listen=udp:127.0.0.1:0", "http.listen=127.0.0.1:0"));
        set.addAll(List.of(settings));
        Settings read = ((Loaded.Good) SettingsReader.load(rooms, conf, set)).settings();
        FlowCatalogue scripts = new FlowCatalogue(read.numbers(), UnaryOperator.identity());
        ScriptShelf shelf = new ScriptShelf(read, scripts);
        assertThat(shelf.check()).isEmpty();
        return new StartedHotline(
                Hotline.start(
                        read,
                        () -> SettingsReader.load(rooms, conf, set),
                        new DataFolder(data),
                        scripts,
                        shelf));
    }

    /** Where calls are taken, such as {@code 127.0.0.1:5060}. */
    public String sip() {
        return sip;
    }

    /** Where HTTP is served, such as {@code http://127.0.0.1:8080}. */
    public String http() {
        return http;
    }

    @Override
    public void close() {
        hotline.stop();
    }
}
