/**
 * The way to a phone that only one node can reach, for the other nodes: a proxy without state, RFC
 * 3261 §16.11, that sends what carries a token of ours over the flow that the token names, as RFC
 * 5626 §5 has it. It stands between the network and the transactions. Control loop only.
 */
@NullMarked
package zarang.sip.edge;

import org.jspecify.annotations.NullMarked;
