package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.CallId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.EngineRig;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.call.loop.RealTime;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.G711;
import zarang.media.codec.OpusCodec;
import zarang.media.wav.WavHeader;

/** baresip speaks Opus with libopus: each hears the other's tone. */
@RealTime
class OpusPhoneIT {
    private static final int RATE = 8000;
    private static final int THEIRS = 440;
    private static final int OURS = 1000;

    /** Two that are passed over, and one that is looked at. */
    private static final int HEARD_THERE_SECONDS = 4;

    private static final BridgeId BRIDGE =
            new BridgeId(new CallId("01JQZ0000000000000000000AA"), 1);

    @TempDir Path folder;

    /** Takes the newest second. */
    private static final class Ear implements RecordingSink {
        private final short[] samples = new short[RATE];
        private int count;

        @Override
        public synchronized void audio(HeardAudio heard) {
            for (int i = 0; i < heard.length(); i++) {
                samples[count++ % RATE] = G711.alawToLinear(heard.buffer()[heard.offset() + i]);
            }
        }

        @Override
        public void finish() {}

        synchronized boolean hears(int hz) {
            return count > 2 * RATE && share(samples, hz, RATE) > 0.8;
        }
    }

    /** Of the power, what is at that frequency: 0 to 1. */
    private static double share(short[] samples, int hz, int rate) {
        double real = 0;
        double imaginary = 0;
        double power = 1;
        for (int i = 0; i < samples.length; i++) {
            real += samples[i] * Math.cos(2 * Math.PI * hz * i / rate);
            imaginary += samples[i] * Math.sin(2 * Math.PI * hz * i / rate);
            power += (double) samples[i] * samples[i];
        }
        return 2 * (real * real + imaginary * imaginary) / (samples.length * power);
    }

    private void tone() throws IOException {
        ByteBuffer wav = ByteBuffer.allocate(WavHeader.BYTES + 2 * RATE);
        wav.order(ByteOrder.LITTLE_ENDIAN).put(WavHeader.pcm16(1, RATE).encode(2L * RATE));
        for (int i = 0; i < RATE; i++) {
            wav.putShort((short) (8000 * Math.sin(2 * Math.PI * OURS * i / RATE)));
        }
        Path language = Files.createDirectories(folder.resolve(EngineRig.LANGUAGE));
        Files.write(language.resolve("tone.wav"), wav.array());
    }

    private Process baresip(String engine) throws IOException {
        int port;
        try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Path home = Files.createDirectories(folder.resolve("baresip"));
        Files.writeString(
                home.resolve("accounts"),
                "<sip:0912@127.0.0.1>;regint=0;audio_codecs=opus/48000/2\n");
        Files.writeString(home.resolve("contacts"), "");
        Files.writeString(
                home.resolve("config"),
                """
                sip_listen 127.0.0.1:%d
                net_interface 127.0.0.1
                audio_source ausine,%d
                audio_player aubridge,nil
                audio_alert aubridge,nil
                ausrc_srate 48000
                auplay_srate 48000
                ausrc_channels 2
                auplay_channels 2
                snd_path %s
                module_path /usr/lib/baresip/modules
                module opus.so
                module ausine.so
                module aubridge.so
                module sndfile.so
                module_tmp account.so
                module_app menu.so
                """
                        .formatted(port, THEIRS, home));
        return new ProcessBuilder(
                        "baresip", "-f", home.toString(), "-e", "/dial sip:1000@" + engine)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("log").toFile())
                .start();
    }

    /** What baresip heard, one channel, from its third second on. */
    private short[] heardThere() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("baresip"))) {
            Path dump =
                    files.filter(f -> f.toString().endsWith("-dec.wav")).findFirst().orElseThrow();
            ByteBuffer wav =
                    ByteBuffer.wrap(Files.readAllBytes(dump)).order(ByteOrder.LITTLE_ENDIAN);
            int channels = wav.getShort(22);
            short[] samples = new short[48_000];
            int begin = 44 + 2 * 48_000 * 2 * channels;
            for (int i = 0; i < samples.length; i++) {
                samples[i] = wav.getShort(begin + 2 * i * channels);
            }
            return samples;
        }
    }

    @Test
    void eachHearsTheOther() throws Exception {
        tone();
        SocketRig rig = new SocketRig(folder, List.of(OpusCodec.OPUS));
        Process phone = baresip(rig.addresses().getFirst().substring("udp:".length()));
        try {
            rig.await("its call", () -> !rig.events().isEmpty());
            LegId leg = rig.events().getFirst().leg();
            rig.execute(new LegCommand.Answer(leg));
            rig.await("the answer", () -> rig.events().contains(new LegEvent.Answered(leg)));
            Ear ear = new Ear();
            rig.execute(new LegCommand.Join(leg, BRIDGE, new Audience.Everyone()));
            rig.execute(new LegCommand.StartRecording(BRIDGE, List.of(leg), ear));
            rig.execute(new LegCommand.Play(leg, 1, List.of("tone"), EngineRig.LANGUAGE, true));
            rig.await("its tone", () -> ear.hears(THEIRS));
            TimeUnit.SECONDS.sleep(HEARD_THERE_SECONDS);
            rig.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
            rig.await("the end", () -> rig.events().getLast() instanceof LegEvent.Ended);
        } finally {
            phone.destroy();
            assertThat(phone.waitFor(10, TimeUnit.SECONDS)).isTrue();
            rig.close();
        }
        assertThat(share(heardThere(), OURS, 48_000)).isGreaterThan(0.8);
    }
}
