package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.Answerer;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.EngineRig;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.engine.RemoteParty.Manner;
import zarang.call.loop.RealTime;
import zarang.media.wav.WavHeader;

/** A phone answers and says a generated greeting over RTP: the engine tells who it was. */
@RealTime
class AnswererIT {
    private static final String USER = "2001";
    private static final int RATE = 8000;

    @TempDir Path folder;

    /** Words of 300 ms with 100 ms between them, then 2 s of silence. */
    private void greeting(int words) throws IOException {
        int samples = words * 3200 + 2 * RATE;
        ByteBuffer wav =
                ByteBuffer.allocate(WavHeader.BYTES + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(WavHeader.pcm16(1, RATE).encode(2L * samples));
        for (int i = 0; i < samples; i++) {
            boolean said = i < words * 3200 && i % 3200 < 2400;
            double turn = 2 * Math.PI * 150 * i / RATE;
            wav.putShort((short) (said ? 5000 * (Math.sin(turn) + Math.sin(3 * turn) / 2) : 0));
        }
        Path language = Files.createDirectories(folder.resolve(EngineRig.LANGUAGE));
        Files.write(language.resolve("greeting.wav"), wav.array());
    }

    @ParameterizedTest
    @CsvSource({"2, PERSON", "9, MACHINE"})
    void whoAnsweredIsTold(int words, Answerer answerer) throws IOException {
        greeting(words);
        SocketRig rig = new SocketRig(folder);
        try {
            SipParty phone = (SipParty) rig.phone(USER, Manner.ANSWERS);
            LegId leg = rig.ask(rig.legs()::next);
            rig.execute(
                    new LegCommand.Dial(
                            leg,
                            leg,
                            new DialTarget.Registered(USER),
                            CallerShown.of("Sara", "0912")));
            rig.await("the answer", () -> rig.events().contains(new LegEvent.Answered(leg)));
            rig.await("the phone talks", phone::isTalking);
            rig.execute(new LegCommand.DetectAnswerer(leg));
            rig.run(() -> phone.phone().play(List.of("greeting"), EngineRig.LANGUAGE, false));

            rig.await(
                    "who it was",
                    () -> rig.events().stream().anyMatch(LegEvent.AnsweredBy.class::isInstance));

            assertThat(rig.events()).contains(new LegEvent.AnsweredBy(leg, answerer));
            rig.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
            rig.await("the end", () -> phone.callsOver() == 1);
        } finally {
            rig.close();
        }
    }
}
