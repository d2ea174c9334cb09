package zarang.sip.dns;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/** Records of one type; none where DNS says that there are none. Any thread. */
record DnsRecords(LookupSession session) {
    CompletionStage<List<Record>> of(Name name, int type) {
        return session.lookupAsync(name, type)
                .thenApply(result -> List.copyOf(result.getRecords()))
                .exceptionallyCompose(failure -> {
                    Throwable cause =
                            failure instanceof CompletionException && failure.getCause() != null
                                    ? failure.getCause()
                                    : failure;
                    return cause instanceof NoSuchDomainException
                                    || cause instanceof NoSuchRRSetException
                            ? CompletableFuture.completedFuture(List.of())
                            : CompletableFuture.failedFuture(cause);
                });
    }
}
