package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;

/** A phone that knows no telephone events presses 5. */
class ToneDigitsIT {
    private static final double ROW = 770;
    private static final double COLUMN = 1336;

    @TempDir Path folder;

    private static void press(RtpPeer phone, MediaSession session) throws IOException {
        for (int i = 0; i < 5; i++) {
            phone.sendTones(session.localAddress(), ROW, COLUMN);
            phone.hear(10_000);
        }
        for (int i = 0; i < 5; i++) {
            phone.sendTones(session.localAddress(), 0, 0);
            phone.hear(10_000);
        }
    }

    @Test
    void keyIsHeardInTheAudioWhereNoEventsWereAgreedAndNowhereElse() throws IOException {
        PromptLibrary none = PromptLibrary.load(folder, List.of());
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, none, 3)) {
            RtpPeer phone = kit.peer(1);
            Heard heard = new Heard();
            MediaSession session = kit.open(heard, null);
            session.connect(
                    Agreement.usual(phone.address(), G711Codec.PCMA, -1, Direction.SEND_RECEIVE));
            press(phone, session);
            press(phone, session);
            assertThat(heard.digits).containsExactly('5', '5');
            session.connect(
                    Agreement.usual(phone.address(), G711Codec.PCMA, 101, Direction.SEND_RECEIVE));
            press(phone, session);
            press(phone, session);
            assertThat(heard.digits).hasSize(2);
        }
    }
}
