package zarang.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WritesTogetherTest {
    private static final class Flushes extends ChannelOutboundHandlerAdapter {
        int count;

        @Override
        public void flush(ChannelHandlerContext context) {
            count++;
            context.flush();
        }
    }

    /** Asks as somebody does who is told of an answer. */
    private static final class Asks extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object answer) {
            for (int i = 0; i < 100; i++) {
                var _ = context.writeAndFlush(i);
            }
        }
    }

    @Test
    void whatIsAskedWhileAnAnswerIsTakenIsWrittenToTheSocketOnceAndInItsOrder() {
        Flushes flushes = new Flushes();
        EmbeddedChannel channel = new EmbeddedChannel(new Asks());
        new LettuceClient.WritesTogether().afterChannelInitialized(channel);
        channel.pipeline().addFirst(flushes);

        channel.writeInbound("an answer");

        assertThat(flushes.count).isEqualTo(1);
        assertThat(channel.outboundMessages())
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        channel.finishAndReleaseAll();
    }
}
