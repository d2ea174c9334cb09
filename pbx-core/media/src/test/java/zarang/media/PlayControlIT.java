package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.loop.RealTime;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;
import zarang.testkit.SteadyMachine;

/** What plays is stopped in its place, goes on, is wound, and made louder and quieter. */
@RealTime
@SteadyMachine
class PlayControlIT {
    private static final int SECOND = 50;

    @TempDir Path folder;

    private PromptLibrary prompts;

    /** A low tone, then a high one, each of 2 s. */
    @BeforeEach
    void load() throws IOException {
        prompts = PromptLibrary.load(MediaKit.tones(folder, 2000, 440, 1000), List.of());
    }

    private static MediaSession playing(MediaKit kit, Heard heard, RtpPeer phone) {
        MediaSession session = kit.open(heard, null);
        session.connect(
                Agreement.usual(phone.address(), G711Codec.PCMU, 101, Direction.SEND_RECEIVE));
        session.play(5, List.of("tone-440", "tone-1000"), "fa", false);
        return session;
    }

    private static List<RtpPeer.Packet> hear(RtpPeer phone, int packets) throws IOException {
        List<RtpPeer.Packet> heard = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            heard.add(phone.hear(1000));
        }
        return heard;
    }

    private static double level(List<RtpPeer.Packet> packets, int hz) {
        return Goertzel.amplitude(RtpPeer.join(packets), hz);
    }

    @Test
    void whatIsPausedGoesOnWhereItStoodAndTheStreamHasNoBreak() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts, 1)) {
            Heard heard = new Heard();
            RtpPeer phone = kit.peer(1);
            MediaSession session = playing(kit, heard, phone);
            List<RtpPeer.Packet> all = hear(phone, SECOND);
            session.pausePlay();
            List<RtpPeer.Packet> paused = hear(phone, 2 * SECOND);
            session.resumePlay();
            List<RtpPeer.Packet> rest = phone.hearAll(300);
            all.addAll(paused);
            all.addAll(rest);

            assertThat(paused.subList(10, 2 * SECOND)).allMatch(RtpPeer.Packet::isSilence);
            PlaybackIT.assertContinuous(all);
            assertThat(all.stream().filter(packet -> !packet.isSilence()))
                    .as("nothing is lost or heard twice")
                    .hasSize(4 * SECOND);
            await().atMost(Duration.ofSeconds(2)).until(() -> heard.finished.equals(List.of(5L)));
        }
    }

    @Test
    void windingForwardLeavesOutAndBackRepeatsNotBeforeTheBeginning() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts, 2)) {
            Heard heard = new Heard();
            RtpPeer phone = kit.peer(1);
            MediaSession session = playing(kit, heard, phone);
            hear(phone, 5);
            session.seekPlay(Duration.ofSeconds(2));
            hear(phone, 10);
            assertThat(level(hear(phone, 10), 1000)).isBetween(7500.0, 8500.0);
            session.seekPlay(Duration.ofSeconds(-30));
            hear(phone, 10);
            List<RtpPeer.Packet> again = phone.hearAll(300);

            assertThat(level(again.subList(0, SECOND), 440)).isBetween(7500.0, 8500.0);
            assertThat(again.size()).as("of 4 s again").isBetween(185, 195);
            assertThat(heard.finished).containsExactly(5L);
        }
    }

    @Test
    void windingBeyondTheEndFinishes() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts, 3)) {
            Heard heard = new Heard();
            RtpPeer phone = kit.peer(1);
            MediaSession session = playing(kit, heard, phone);
            hear(phone, 5);
            session.seekPlay(Duration.ofHours(100));
            await().atMost(Duration.ofSeconds(1)).until(() -> heard.finished.equals(List.of(5L)));
        }
    }

    @Test
    void volumeIsOfWhatPlaysAndOfWhatIsPlayedLater() throws IOException {
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, prompts, 4)) {
            RtpPeer phone = kit.peer(1);
            MediaSession session = playing(kit, new Heard(), phone);
            assertThat(level(hear(phone, 20), 440)).isBetween(7500.0, 8500.0);
            session.volume(-20);
            hear(phone, 10);
            assertThat(level(hear(phone, 20), 440)).isBetween(740.0, 860.0);
            session.play(6, List.of("tone-1000"), "fa", false);
            hear(phone, 10);
            assertThat(level(hear(phone, 20), 1000)).isBetween(740.0, 860.0);
            session.volume(6);
            hear(phone, 10);
            assertThat(level(hear(phone, 20), 1000)).isBetween(15_000.0, 17_000.0);
        }
    }
}
