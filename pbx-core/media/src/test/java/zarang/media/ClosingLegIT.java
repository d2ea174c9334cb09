package zarang.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import zarang.media.port.PortPool;
import zarang.media.prompt.Playback;
import zarang.media.rtp.RtpSender;
import zarang.media.rtp.SourceLock;
import zarang.media.rtp.Strangers;

/** The end of a leg, by hand. */
class ClosingLegIT {
    /** Fails when it is left. */
    private static final Membership BROKEN =
            new Membership() {
                @Override
                public void end() {
                    throw new IllegalStateException("another leg could not be told");
                }

                @Override
                public boolean isSpokenTo(long nowNanos, long silenceNanos) {
                    return false;
                }

                @Override
                public void pressed(char digit) {}
            };

    @Test
    void thePortIsGivenBackWhateverThrowsMeanwhile() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        Strangers strangers = new Strangers(1);
        LoopTally tally = new LoopTally();
        PortBinder binder = new PortBinder(MediaKit.SETTINGS);
        PortPool ports = new PortPool(34_000, 34_001, TimeUnit.SECONDS.toNanos(1), random);
        ClosingPorts closing = new ClosingPorts(ports, strangers, tally, () -> 0);
        try (Selector selector = Selector.open();
                DatagramChannel channel = requireNonNull(binder.bind(0, tally))) {
            LoopTools tools = LoopTools.of(() -> 0, selector, tally, closing);
            MediaLeg leg =
                    new MediaLeg(
                            tools,
                            binder,
                            new LegSocket(tools, channel, 0),
                            new Heard(),
                            new RtpSender(random),
                            new SourceLock(0, 0, strangers),
                            new LegPath());
            leg.open();
            leg.belong(BROKEN, new Playback(0, List.of(), true));
            leg.close();
            assertThat(channel.isOpen()).isFalse();
            assertThat(closing.count()).isEqualTo(1);
        }
    }
}
