package zarang.sip.sdp;

import java.util.List;

/** A description that was understood: what of it matters to one audio stream. */
record SessionDescription(List<MediaLine> media) {
    SessionDescription {
        media = List.copyOf(media);
    }
}
