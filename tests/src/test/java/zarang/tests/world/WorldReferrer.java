package zarang.tests.world;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import zarang.sip.message.ParsedMessage;
import zarang.sip.message.SipRequest;
import zarang.sip.message.SipResponse;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;
import zarang.sip.phone.PhoneSettings;
import zarang.sip.phone.SipPhone;
import zarang.sip.session.ReferringPhone;
import zarang.sip.testkit.FakeMedia;
import zarang.sip.testkit.MemoryNet;

/**
 * An agent's phone with several lines, which hands callers on by REFER: blind, and with Replaces to
 * whom it has called itself.
 */
final class WorldReferrer {
    private final Random random;
    private final String user;
    private final List<String> numbers;
    private final ReferringPhone phone;

    /** Registers for it. */
    private final SipPhone registers;

    /**
     * @param numbers that it calls
     */
    WorldReferrer(World world, String host, String user, List<String> numbers) {
        this.random = world.random;
        this.user = user;
        this.numbers = numbers;
        MemoryNet.Node node = world.net.node(host, 5060);
        phone = new ReferringPhone(world.loop, node, host, user, random);
        registers =
                new SipPhone(
                        new PhoneSettings(
                                user,
                                World.HOST,
                                Optional.of(World.secret(user)),
                                SipUri.of(null, World.HOST, 5060),
                                Duration.ofMinutes(2),
                                new AnswerPolicy.LetRing()),
                        new SipPhone.Ports(
                                world.loop,
                                phone.layer(),
                                new FakeMedia(host, 30_000, world.loop)::open,
                                random,
                                event -> {}));
        phone.attach();
        node.listen((message, source) -> {
            Optional<SipResponse> noted =
                    message instanceof ParsedMessage.Request(SipRequest request)
                            ? ReferringPhone.noted(request)
                            : Optional.empty();
            noted.ifPresentOrElse(
                    response -> node.send(response, source, () -> {}),
                    () -> phone.layer().onMessage(message, source));
        });
    }

    /** It does something. */
    void step() {
        phone.answersAfterMs = random.nextInt(8) == 0 ? -1 : random.nextInt(5_000);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> registers.register();
            case 3, 4, 5 -> phone.call(some(), Optional.of(World.secret(user)));
            case 6 -> phone.transfer(some());
            case 7, 8 -> phone.join(some());
            default -> phone.hangUp();
        }
    }

    private SipUri some() {
        return SipUri.of(numbers.get(random.nextInt(numbers.size())), World.HOST, 5060);
    }

    String user() {
        return user;
    }

    void leave() {
        phone.hangUpAll();
        registers.unregister();
    }

    int sessions() {
        return phone.sessions();
    }

    int blind() {
        return phone.blind();
    }

    int attended() {
        return phone.attended();
    }
}
