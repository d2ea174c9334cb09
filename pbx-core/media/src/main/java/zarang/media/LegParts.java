package zarang.media;

import zarang.media.rtcp.Conversation;
import zarang.media.rtp.RtpReceiver;
import zarang.media.rtp.RtpSender;
import zarang.media.rtp.SourceLock;

/** What the stages of one leg share. */
record LegParts(
        LoopTools tools,
        LegSocket socket,
        MediaListener listener,
        RtpSender sender,
        SourceLock lock,
        RtpReceiver receiver,
        Hearing hearing,
        Company company,
        TapStage tap,
        AnswerStage answer,
        Conversation conversation) {}
