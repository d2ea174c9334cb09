package zarang.server.metrics;

import java.util.Map;
import java.util.function.Supplier;
import zarang.sip.engine.EngineCounts;
import zarang.sip.transaction.TransactionCounts;
import zarang.sip.transport.TransportCounts;

/** Signalling: legs and phones, transactions, sockets. */
final class SipFigures {
    private SipFigures() {}

    static void put(Board board, LoopWatch loop) {
        engine(board, () -> loop.snapshot().engine());
        transactions(board, () -> loop.snapshot().transactions());
        transport(board, () -> loop.snapshot().sip());
    }

    private static void engine(Board board, Supplier<EngineCounts> engine) {
        board.gauge("zarang_legs_active", "Legs under way", () -> engine.get().legs());
        board.gauge(
                "zarang_sip_sessions",
                "SIP sessions, with those that are being ended",
                () -> engine.get().sessions());
        board.gauge(
                "zarang_phones_registered",
                "Users with a registered phone",
                () -> engine.get().registeredUsers());
        board.counter(
                "zarang_sip_refused_for_media_total",
                "Calls refused because no media port was free",
                () -> engine.get().refusedForMedia());
        board.counter(
                "zarang_sip_refused_for_offer_total",
                "Calls refused because no stream could come of their offer",
                () -> engine.get().refusedForOffer());
        board.counter(
                "zarang_sip_refused_unknown_source_total",
                "Calls refused with 403 because they come from no trunk",
                () -> engine.get().refusedUnknownSource());
        board.counter(
                "zarang_sip_refused_busy_source_total",
                "Calls refused with 503 because their address has too many",
                () -> engine.get().refusedBusySource());
        board.counter(
                "zarang_sip_authentication_unjudged_total",
                "Credentials not looked at because their source had guessed too often",
                () -> engine.get().authenticationUnjudged());
        board.counter(
                "zarang_sip_authentication_failures_total",
                "Wrong passwords, unknown users and forged nonces",
                () -> engine.get().authenticationFailures());
        board.counter(
                "zarang_sip_authentication_replays_total",
                "Credentials that were used twice",
                () -> engine.get().authenticationReplays());
    }

    private static void transactions(Board board, Supplier<TransactionCounts> counts) {
        board.gauges(
                "zarang_sip_transactions",
                "SIP transactions by side",
                "side",
                () ->
                        Map.of(
                                "server", (double) counts.get().liveServer(),
                                "client", (double) counts.get().liveClient()));
        board.counter(
                "zarang_sip_retransmissions_total",
                "Requests that came again",
                () -> counts.get().retransmissionsReceived());
        board.counter(
                "zarang_sip_malformed_answered_total",
                "Broken requests that got an answer",
                () -> counts.get().malformedAnswered());
        board.counter(
                "zarang_sip_malformed_dropped_total",
                "Broken messages that got no answer",
                () -> counts.get().malformedDropped());
        board.counter(
                "zarang_sip_requests_stateless_total",
                "Requests answered without a transaction",
                () -> counts.get().stateless());
        board.counter(
                "zarang_sip_requests_merged_total",
                "Requests refused with 482 because they came on two ways",
                () -> counts.get().merged());
        board.counter(
                "zarang_sip_requests_refused_total",
                "Requests refused with 503 at the bound on transactions",
                () -> counts.get().refused());
        board.counter(
                "zarang_sip_responses_stray_total",
                "Responses that fit no transaction",
                () -> counts.get().strayResponses());
        board.counter(
                "zarang_sip_handler_failures_total",
                "Faults of the program while it handled a message",
                () -> counts.get().userFailures());
    }

    private static void transport(Board board, Supplier<TransportCounts> sip) {
        board.gauge("zarang_sip_connections", "TCP connections", () -> sip.get().connections());
        board.counter(
                "zarang_sip_received_total",
                "Messages that could be read",
                () -> sip.get().received());
        board.counter(
                "zarang_sip_sent_total", "Messages given to a socket", () -> sip.get().sent());
        board.counter(
                "zarang_sip_malformed_total",
                "Messages that could not be read",
                () -> sip.get().malformed());
        board.counter(
                "zarang_sip_keep_alives_total",
                "Keep-alive pings and empty datagrams",
                () -> sip.get().keepAlives());
        board.counter(
                "zarang_sip_send_failures_total",
                "Messages that did not leave",
                () -> sip.get().sendFailures());
        board.counter(
                "zarang_sip_connections_refused_total",
                "TCP connections refused at a bound",
                () -> sip.get().connectionsRefused());
        board.counter(
                "zarang_sip_flood_dropped_total",
                "Datagrams dropped unread because their source had sent too many",
                () -> sip.get().floodDropped());
        board.counter(
                "zarang_sip_flood_held_total",
                "Times that a TCP connection was read later for its source had sent too much",
                () -> sip.get().floodHeld());
        board.counter(
                "zarang_sip_connections_replaced_total",
                "Idle TCP connections closed to make room for another",
                () -> sip.get().connectionsReplaced());
        board.counter(
                "zarang_sip_connections_closed_idle_total",
                "TCP connections closed because they were silent for too long",
                () -> sip.get().closedIdle());
        board.counter(
                "zarang_sip_connections_closed_half_total",
                "TCP connections closed over an unfinished message",
                () -> sip.get().closedHalf());
        board.counter(
                "zarang_sip_connections_closed_unframed_total",
                "TCP connections closed because a message's end could not be told",
                () -> sip.get().closedUnframed());
        board.counter(
                "zarang_sip_connections_closed_unread_total",
                "TCP connections closed because the peer did not read",
                () -> sip.get().closedUnread());
    }
}
