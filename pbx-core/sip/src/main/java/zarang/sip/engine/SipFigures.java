package zarang.sip.engine;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.call.engine.EngineFigure;
import zarang.sip.edge.EdgeCounts;
import zarang.sip.transaction.TransactionCounts;
import zarang.sip.transport.TransportCounts;

/** Signalling in figures: sessions and phones, transactions, sockets. */
public final class SipFigures {
    private SipFigures() {}

    /**
     * What several nodes have to do with each other.
     *
     * @param phones registered elsewhere, by node
     */
    public record BetweenNodes(Map<String, Integer> phones, EdgeCounts edge) {
        public BetweenNodes {
            phones = Map.copyOf(phones);
        }
    }

    /** All of them, as of one moment. */
    public static List<EngineFigure> of(
            EngineCounts engine,
            BetweenNodes nodes,
            TransactionCounts transactions,
            TransportCounts transport) {
        return Stream.of(
                        engine(engine),
                        nodes(nodes),
                        transactions(transactions),
                        messages(transport),
                        connections(transport))
                .flatMap(List::stream)
                .toList();
    }

    private static List<EngineFigure> nodes(BetweenNodes nodes) {
        return List.of(
                new EngineFigure.Levels(
                        "zarang_phones_elsewhere",
                        "Phones registered at another node, by that node",
                        "node",
                        nodes.phones().entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                Map.Entry::getKey,
                                                each -> each.getValue().doubleValue()))),
                new EngineFigure.Count(
                        "zarang_edge_forwarded_total",
                        "SIP messages sent on between another node and a phone",
                        nodes.edge().forwarded()),
                new EngineFigure.Counts(
                        "zarang_edge_refused_total",
                        "SIP messages for a phone behind us that were not sent on",
                        "reason",
                        nodes.edge().refused().entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                each -> each.getKey().word(),
                                                Map.Entry::getValue))));
    }

    private static List<EngineFigure> engine(EngineCounts engine) {
        return List.of(
                new EngineFigure.Level(
                        "zarang_sip_sessions",
                        "SIP sessions, with those that are being ended",
                        engine.sessions()),
                new EngineFigure.Level(
                        "zarang_phones_registered",
                        "Users with a registered phone",
                        engine.registeredUsers()),
                new EngineFigure.Count(
                        "zarang_sip_refused_for_media_total",
                        "Calls refused because no media port was free",
                        engine.refusedForMedia()),
                new EngineFigure.Count(
                        "zarang_sip_refused_for_offer_total",
                        "Calls refused because no stream could come of their offer",
                        engine.refusedForOffer()),
                new EngineFigure.Count(
                        "zarang_sip_refused_unknown_source_total",
                        "Calls refused with 403 because they come from no trunk",
                        engine.refusedUnknownSource()),
                new EngineFigure.Count(
                        "zarang_sip_refused_busy_source_total",
                        "Calls refused with 503 because their address has too many",
                        engine.refusedBusySource()),
                new EngineFigure.Count(
                        "zarang_sip_paths_ignored_total",
                        "Registrations whose Path was not believed, for where they came from",
                        engine.pathsIgnored()),
                new EngineFigure.Count(
                        "zarang_sip_authentication_unjudged_total",
                        "Credentials not looked at because their source had guessed too often",
                        engine.authenticationUnjudged()),
                new EngineFigure.Count(
                        "zarang_sip_authentication_failures_total",
                        "Wrong passwords, unknown users and forged nonces",
                        engine.authenticationFailures()),
                new EngineFigure.Count(
                        "zarang_sip_authentication_replays_total",
                        "Credentials that were used twice",
                        engine.authenticationReplays()));
    }

    private static List<EngineFigure> transactions(TransactionCounts counts) {
        return List.of(
                new EngineFigure.Levels(
                        "zarang_sip_transactions",
                        "SIP transactions by side",
                        "side",
                        Map.of(
                                "server",
                                (double) counts.liveServer(),
                                "client",
                                (double) counts.liveClient())),
                new EngineFigure.Count(
                        "zarang_sip_retransmissions_total",
                        "Requests that came again",
                        counts.retransmissionsReceived()),
                new EngineFigure.Count(
                        "zarang_sip_malformed_answered_total",
                        "Broken requests that got an answer",
                        counts.malformedAnswered()),
                new EngineFigure.Count(
                        "zarang_sip_malformed_dropped_total",
                        "Broken messages that got no answer",
                        counts.malformedDropped()),
                new EngineFigure.Count(
                        "zarang_sip_requests_stateless_total",
                        "Requests answered without a transaction",
                        counts.stateless()),
                new EngineFigure.Count(
                        "zarang_sip_requests_merged_total",
                        "Requests refused with 482 because they came on two ways",
                        counts.merged()),
                new EngineFigure.Count(
                        "zarang_sip_requests_refused_total",
                        "Requests refused with 503 at the bound on transactions",
                        counts.refused()),
                new EngineFigure.Count(
                        "zarang_sip_overload_refused_total",
                        "INVITEs refused with 503 because they had waited too long for the control loop",
                        counts.overload()),
                new EngineFigure.Count(
                        "zarang_sip_responses_stray_total",
                        "Responses that fit no transaction",
                        counts.strayResponses()),
                new EngineFigure.Count(
                        "zarang_sip_handler_failures_total",
                        "Faults of the program while it handled a message",
                        counts.userFailures()));
    }

    private static List<EngineFigure> messages(TransportCounts sip) {
        return List.of(
                new EngineFigure.Count(
                        "zarang_sip_received_total", "Messages that could be read", sip.received()),
                new EngineFigure.Count(
                        "zarang_sip_sent_total", "Messages given to a socket", sip.sent()),
                new EngineFigure.Count(
                        "zarang_sip_malformed_total",
                        "Messages that could not be read",
                        sip.malformed()),
                new EngineFigure.Count(
                        "zarang_sip_keep_alives_total",
                        "Keep-alive pings and empty datagrams",
                        sip.keepAlives()),
                new EngineFigure.Count(
                        "zarang_sip_send_failures_total",
                        "Messages that did not leave",
                        sip.sendFailures()),
                new EngineFigure.Count(
                        "zarang_sip_flood_dropped_total",
                        "Datagrams dropped unread because their source had sent too many",
                        sip.floodDropped()),
                new EngineFigure.Count(
                        "zarang_sip_banned_dropped_total",
                        "Datagrams and connections dropped unread because their source is banned",
                        sip.bannedDropped()),
                new EngineFigure.Count(
                        "zarang_sip_flood_held_total",
                        "Times that a TCP connection was read later for its source had sent too much",
                        sip.floodHeld()),
                new EngineFigure.Count(
                        "zarang_sip_overload_forgotten_total",
                        "INVITEs dropped unread because they had waited for seconds",
                        sip.overloadForgotten()));
    }

    private static List<EngineFigure> connections(TransportCounts sip) {
        return List.of(
                new EngineFigure.Level(
                        "zarang_sip_connections", "TCP connections", sip.connections()),
                new EngineFigure.Count(
                        "zarang_sip_connections_refused_total",
                        "TCP connections refused at a bound",
                        sip.connectionsRefused()),
                new EngineFigure.Count(
                        "zarang_sip_connections_replaced_total",
                        "Idle TCP connections closed to make room for another",
                        sip.connectionsReplaced()),
                new EngineFigure.Count(
                        "zarang_sip_connections_closed_idle_total",
                        "TCP connections closed because they were silent for too long",
                        sip.closedIdle()),
                new EngineFigure.Count(
                        "zarang_sip_connections_closed_half_total",
                        "TCP connections closed over an unfinished message",
                        sip.closedHalf()),
                new EngineFigure.Count(
                        "zarang_sip_connections_closed_unframed_total",
                        "TCP connections closed because a message's end could not be told",
                        sip.closedUnframed()),
                new EngineFigure.Count(
                        "zarang_sip_connections_closed_unread_total",
                        "TCP connections closed because the peer did not read",
                        sip.closedUnread()));
    }
}
