package zarang.server.serve;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zarang.api.calendars.CalendarsAtWork;
import zarang.call.Words;
import zarang.call.loop.ControlLoop;
import zarang.call.script.ScriptService;
import zarang.ivr.calendar.BusinessCalendar;
import zarang.ivr.calendar.CalendarClosure;
import zarang.ivr.calendar.CalendarClosures;
import zarang.ivr.calendar.CalendarService;
import zarang.ivr.calendar.CalendarVerdict;
import zarang.ivr.calendar.ClosureService;
import zarang.ivr.calendar.LiveCalendars;

/** The calendars: for scripts, and the way to them from HTTP. Any thread. */
record CalendarSide(ControlLoop loop, LiveCalendars desk)
        implements CalendarsAtWork, AutoCloseable {
    static CalendarSide open(ThisNode node, ClubSide club) {
        return new CalendarSide(
                node.loop(),
                new LiveCalendars(
                        node.settings().calendars(),
                        CalendarClosures.follow(
                                node.loop(), node.name(), club.redis(), club.journal()),
                        node.loop()));
    }

    /** Whom scripts can ask. */
    Map<String, ScriptService> services() {
        return Map.of(
                CalendarService.NAME,
                new CalendarService(desk::now),
                ClosureService.NAME,
                new ClosureService(desk));
    }

    @Override
    public CompletionStage<List<Saying>> all() {
        return CompletableFuture.supplyAsync(
                () ->
                        desk.calendars().all().stream()
                                .flatMap(each -> saying(each, Optional.empty()).stream())
                                .toList(),
                loop::post);
    }

    @Override
    public CompletionStage<Optional<Saying>> one(String name, Optional<Instant> at) {
        return CompletableFuture.supplyAsync(
                () -> desk.calendars().find(name).flatMap(found -> saying(found, at)), loop::post);
    }

    @Override
    public CompletionStage<Boolean> close(
            String name, String by, Optional<Instant> until, String reason) {
        return CompletableFuture.supplyAsync(() -> desk.calendars().find(name), loop::post)
                .thenComposeAsync(
                        found ->
                                found.isEmpty()
                                        ? CompletableFuture.completedStage(false)
                                        : desk.closures()
                                                .close(
                                                        name,
                                                        new CalendarClosure(
                                                                by, desk.instant(), until, reason))
                                                .thenApply(done -> true),
                        loop::post);
    }

    @Override
    public CompletionStage<Boolean> open(String name, String by) {
        return CompletableFuture.supplyAsync(() -> desk.calendars().find(name), loop::post)
                .thenComposeAsync(
                        found ->
                                found.isEmpty()
                                        ? CompletableFuture.completedStage(false)
                                        : desk.closures().open(name, by).thenApply(done -> true),
                        loop::post);
    }

    private Optional<Saying> saying(BusinessCalendar calendar, Optional<Instant> at) {
        return at.map(moment -> desk.at(calendar.name(), moment))
                .orElseGet(() -> desk.now(calendar.name()))
                .map(verdict -> saying(calendar, verdict, at.orElseGet(desk::instant)));
    }

    private Saying saying(BusinessCalendar calendar, CalendarVerdict verdict, Instant asked) {
        String doubts =
                Stream.of(Optional.of(asked.atZone(calendar.zone())), verdict.opens())
                        .flatMap(Optional::stream)
                        .flatMap(moment -> calendar.doubts(moment.toLocalDate()).stream())
                        .distinct()
                        .map(doubt -> "; not sure: " + doubt)
                        .collect(Collectors.joining());
        String shown =
                verdict.closes()
                        .map(at -> "closes " + BusinessCalendar.shown(at))
                        .or(() -> verdict.opens().map(at -> "opens " + BusinessCalendar.shown(at)))
                        .orElse("");
        return new Saying(
                calendar.name(),
                calendar.title(),
                calendar.zone().getId(),
                Words.of(verdict.state()),
                verdict.why() + doubts,
                verdict.closes().map(ZonedDateTime::toInstant),
                verdict.opens().map(ZonedDateTime::toInstant),
                shown,
                desk.closures().of(calendar.name()).map(CalendarSide::closed));
    }

    private static Closed closed(CalendarClosure closure) {
        return new Closed(closure.by(), closure.at(), closure.until(), closure.reason());
    }

    @Override
    public void close() {
        loop.post(desk.closures()::close);
    }
}
