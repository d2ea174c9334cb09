package zarang.sip.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import zarang.call.loop.VirtualLoop;
import zarang.sip.auth.DigestVerdict.Reason;
import zarang.sip.auth.DigestVerdict.Wrong;

class DigestTest {
    private static final String URI = "sip:zarang.example";

    private final VirtualLoop loop = new VirtualLoop();
    private final Accounts accounts =
            user -> user.equals("2001") ? Optional.of("s3cret") : Optional.empty();
    private final DigestServer server = server(1, DigestAlgorithm.values());

    private DigestServer server(long seed, DigestAlgorithm... offered) {
        return new DigestServer("zarang", List.of(offered), accounts, loop, new Random(seed));
    }

    @Test
    void onlyWhatIsConfiguredIsOfferedButEitherAlgorithmIsTaken() {
        DigestServer md5 = server(3, DigestAlgorithm.MD5);
        List<String> headers =
                ((DigestVerdict.Challenge) md5.check("REGISTER", URI, List.of())).headers();
        assertThat(headers).singleElement().asString().contains("algorithm=MD5");
        DigestClient client = client("s3cret");
        client.take(List.of(headers.getFirst().replace("algorithm=MD5", "algorithm=SHA-256")));
        assertThat(md5.check("REGISTER", URI, List.of(credentials(client))))
                .isInstanceOf(DigestVerdict.Accepted.class);
    }

    private DigestClient client(String secret) {
        return new DigestClient("2001", secret, new Random(2));
    }

    private DigestVerdict check(String... authorization) {
        return server.check("REGISTER", URI, List.of(authorization));
    }

    private List<String> challenge(String... authorization) {
        return ((DigestVerdict.Challenge) check(authorization)).headers();
    }

    private static String credentials(DigestClient client) {
        return client.credentials("REGISTER", URI).orElseThrow();
    }

    @Test
    void sha256IsOfferedFirstThenMd5AndNeverWithoutQop() {
        assertThat(challenge()).hasSize(2);
        assertThat(challenge().get(0)).contains("algorithm=SHA-256").contains("qop=\"auth\"");
        assertThat(challenge().get(1)).contains("algorithm=MD5").contains("qop=\"auth\"");
    }

    @Test
    void passwordProvesTheUserWithEitherAlgorithm() {
        for (int algorithm = 0; algorithm < 2; algorithm++) {
            DigestClient client = client("s3cret");
            assertThat(client.take(List.of(challenge().get(algorithm)))).isTrue();
            DigestVerdict proved = new DigestVerdict.Accepted("2001", loop.nanos());
            assertThat(check(credentials(client))).isEqualTo(proved);
            loop.advance(Duration.ofSeconds(1));
            assertThat(check(credentials(client))).as("what counts is the nonce").isEqualTo(proved);
        }
        assertThat(server.attacks()).isZero();
    }

    @Test
    void responseOfRfc7616IsReproduced() {
        assertThat(
                        DigestAlgorithm.SHA_256.response(
                                "Mufasa",
                                "http-auth@example.org",
                                "Circle of Life",
                                "GET",
                                "/dir/index.html",
                                new DigestAlgorithm.Freshness(
                                        "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                                        "00000001",
                                        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
        assertThat(
                        DigestAlgorithm.MD5.response(
                                "Mufasa",
                                "http-auth@example.org",
                                "Circle of Life",
                                "GET",
                                "/dir/index.html",
                                new DigestAlgorithm.Freshness(
                                        "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
                                        "00000001",
                                        "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ")))
                .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
    }

    /** RFC 2069 §2.4 with its erratum 749: older exchanges of carriers ask so. RFC 3261 §22.4. */
    @Test
    void challengeOfAServerWithoutQopIsAnsweredByAClientAndNeverTakenHere() {
        DigestClient mufasa = new DigestClient("Mufasa", "CircleOfLife", new Random(2));
        String asked =
                "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"";
        assertThat(mufasa.take(List.of(asked))).isTrue();
        assertThat(mufasa.credentials("GET", "/dir/index.html").orElseThrow())
                .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
                .doesNotContain("qop", "cnonce", "nc=");
        DigestClient client = client("s3cret");
        client.take(List.of(challenge().getLast().replace(", qop=\"auth\"", "")));
        assertThat(check(credentials(client)))
                .isInstanceOfSatisfying(
                        DigestVerdict.Challenge.class,
                        c -> assertThat(c.wrong()).contains(wrong("2001", Reason.NOT_UNDERSTOOD)));
    }

    @Test
    void challengeWithQopIsPreferredToOneWithoutAndAnotherKindOfQopIsNone() {
        DigestClient client = client("s3cret");
        client.take(
                List.of(
                        "Digest realm=\"r\", nonce=\"old\", algorithm=SHA-256",
                        "Digest realm=\"r\", nonce=\"new\", qop=\"auth-int,auth\""));
        assertThat(credentials(client)).contains("nonce=\"new\"", "qop=auth", "nc=00000001");
        assertThat(
                        client("s3cret")
                                .take(
                                        List.of(
                                                "Digest realm=\"r\", nonce=\"n\","
                                                        + " qop=\"auth-int\"")))
                .isFalse();
    }

    @Test
    void wrongPasswordAndUnknownUserLookTheSameAndAreCounted() {
        DigestClient wrong = client("guess");
        wrong.take(challenge());
        assertThat(check(credentials(wrong)))
                .isInstanceOfSatisfying(
                        DigestVerdict.Challenge.class,
                        c -> {
                            assertThat(c.attack()).isTrue();
                            assertThat(c.wrong()).contains(wrong("2001", Reason.WRONG_PASSWORD));
                        });
        DigestClient nobody = new DigestClient("9999", "x", new Random(3));
        nobody.take(challenge());
        assertThat(check(credentials(nobody)))
                .isInstanceOfSatisfying(
                        DigestVerdict.Challenge.class,
                        c -> {
                            assertThat(c.attack()).isTrue();
                            assertThat(c.wrong()).contains(wrong("9999", Reason.UNKNOWN_USER));
                        });
        assertThat(server.attacks()).isEqualTo(2);
    }

    private static Wrong wrong(String user, Reason reason) {
        return new Wrong(user, reason);
    }

    @Test
    void replayedCredentialsAreRefusedAndCounted() {
        DigestClient client = client("s3cret");
        client.take(challenge());
        String once = credentials(client);
        assertThat(check(once)).isInstanceOf(DigestVerdict.Accepted.class);
        assertThat(check(once)).isInstanceOf(DigestVerdict.Challenge.class);
        assertThat(server.replays()).isEqualTo(1);
    }

    @Test
    void agedNonceIsStaleSoThatThePhoneAsksNobody() {
        DigestClient client = client("s3cret");
        client.take(challenge());
        loop.advance(Duration.ofMinutes(6));
        List<String> again = challenge(credentials(client));
        assertThat(again.getFirst()).contains("stale=true");
        assertThat(client.take(again)).isTrue();
        assertThat(check(credentials(client))).isInstanceOf(DigestVerdict.Accepted.class);
    }

    @Test
    void agedNonceWithAWrongPasswordIsNotCalledStale() {
        DigestClient client = client("guess");
        client.take(challenge());
        loop.advance(Duration.ofMinutes(6));
        assertThat(challenge(credentials(client)).getFirst()).doesNotContain("stale");
    }

    @Test
    void nonceFromBeforeARestartIsStaleForWhoKnowsThePassword() {
        DigestServer before = server(9, DigestAlgorithm.values());
        DigestClient client = client("s3cret");
        client.take(((DigestVerdict.Challenge) before.check("REGISTER", URI, List.of())).headers());
        DigestVerdict.Challenge again = (DigestVerdict.Challenge) check(credentials(client));
        assertThat(again.headers().getFirst()).contains("stale=true");
        assertThat(again.wrong()).isEmpty();
        assertThat(client.take(again.headers())).as("the phone asks nobody").isTrue();
        assertThat(check(credentials(client))).isInstanceOf(DigestVerdict.Accepted.class);
        assertThat(server.attacks()).isZero();
    }

    @Test
    void nonceOfAnotherServerProvesNothingWithoutThePassword() {
        DigestServer other = server(9, DigestAlgorithm.values());
        DigestClient client = client("guess");
        client.take(((DigestVerdict.Challenge) other.check("REGISTER", URI, List.of())).headers());
        assertThat(challenge(credentials(client)).getFirst()).doesNotContain("stale");
        assertThat(server.attacks()).isEqualTo(1);
    }

    /** Review 27: ten minutes ahead, one log-in, and back. */
    @Test
    void clockThatIsSetLetsNoOldRequestIn() {
        DigestServer server =
                new DigestServer(
                        "zarang", List.of(DigestAlgorithm.MD5), accounts, loop, new Random(1));
        String old = logIn(server);
        loop.stepWallClock(Duration.ofMinutes(10));
        logIn(server);
        loop.stepWallClock(Duration.ofMinutes(-10));
        assertThat(server.check("REGISTER", URI, List.of(old)))
                .isInstanceOf(DigestVerdict.Challenge.class);
        assertThat(server.replays()).isEqualTo(1);
    }

    private String logIn(DigestServer server) {
        DigestClient client = client("s3cret");
        client.take(((DigestVerdict.Challenge) server.check("REGISTER", URI, List.of())).headers());
        String credentials = credentials(client);
        assertThat(server.check("REGISTER", URI, List.of(credentials)))
                .isInstanceOf(DigestVerdict.Accepted.class);
        return credentials;
    }

    @Test
    void credentialsForAnotherUriAreMalformed() {
        DigestClient client = client("s3cret");
        client.take(challenge());
        String other = client.credentials("REGISTER", "sip:elsewhere").orElseThrow();
        assertThat(check(other)).isInstanceOf(DigestVerdict.Malformed.class);
    }

    @Test
    void responseWithoutQopIsRefusedAndSaysSo() {
        DigestClient client = client("s3cret");
        client.take(challenge());
        String without = credentials(client).replace(", qop=auth", "");
        assertThat(check(without))
                .isInstanceOfSatisfying(
                        DigestVerdict.Challenge.class,
                        c -> {
                            assertThat(c.wrong()).contains(wrong("2001", Reason.NOT_UNDERSTOOD));
                            assertThat(c.attack()).isFalse();
                        });
    }

    @Test
    void brokenHeadersOnlyLeadToAChallenge() {
        for (String header :
                List.of(
                        "",
                        "Digest",
                        "Digest ",
                        "Digest a",
                        "Digest =x",
                        "Digest a=\"",
                        "Digest a=\"\\",
                        "Digest realm=\"zarang\", realm=\"zarang\"",
                        "Basic realm=\"zarang\"",
                        "Digest realm=\"zarang\",",
                        "Digest " + "a=b,".repeat(2000))) {
            assertThat(check(header)).as(header).isInstanceOf(DigestVerdict.Challenge.class);
        }
    }

    @Test
    void clientGivesUpWhenThePasswordIsRefused() {
        DigestClient client = client("guess");
        assertThat(client.take(challenge())).isTrue();
        assertThat(client.take(challenge(credentials(client)))).isFalse();
    }

    @Test
    void clientRefusesChallengesOfUnknownAlgorithms() {
        assertThat(
                        client("s3cret")
                                .take(
                                        List.of(
                                                "Digest realm=\"r\", nonce=\"n\", qop=\"auth\","
                                                        + " algorithm=SHA-512-256")))
                .isFalse();
    }

    @Test
    void usedNoncesAreBoundedAndForgettingLetsNoReplayIn() {
        Nonces nonces = new Nonces(loop, new Random(4), Duration.ofMinutes(5), 10);
        String first = nonces.next();
        nonces.use(first, 1);
        for (int i = 0; i < 50; i++) {
            loop.advance(Duration.ofMillis(1));
            nonces.use(nonces.next(), 1);
        }
        assertThat(nonces.used()).isEqualTo(10);
        assertThat(nonces.check(first, 1)).isEqualTo(Nonces.State.STALE);
        assertThat(nonces.check(first, 2)).isEqualTo(Nonces.State.STALE);
        loop.advance(Duration.ofMinutes(6));
        nonces.use(nonces.next(), 1);
        assertThat(nonces.used()).isEqualTo(1);
    }
}
