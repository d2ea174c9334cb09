package zarang.sip.registrar;

import java.util.Optional;
import zarang.sip.message.SipUri;

/**
 * A phone, and the node that it is registered at.
 *
 * @param node its name; empty: this one
 * @param edge the Route through that node; empty: none is needed, or that node names none
 */
public record Whereabouts<F>(String node, Binding<F> phone, Optional<SipUri> edge) {}
