package zarang.sip.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A DNS server on loopback that knows what a test tells it, and may fall silent or fail. */
public final class DnsServer implements AutoCloseable {
    private final DatagramSocket socket;
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private volatile int rcode = Rcode.NOERROR;
    private volatile boolean silent;

    public DnsServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofPlatform().daemon().name("dns-server-of-test").start(this::serve);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /**
     * Knows one more record.
     *
     * @param data as in a zone file, such as {@code 10 5 5060 host.example.}
     */
    public DnsServer knows(String name, int type, String data) throws IOException {
        records.add(
                Record.fromString(
                        Name.fromString(name + "."), type, DClass.IN, 60, data, Name.root));
        return this;
    }

    void silent(boolean now) {
        silent = now;
    }

    void fails() {
        rcode = Rcode.SERVFAIL;
    }

    private void serve() {
        byte[] buffer = new byte[4_096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                Message asked = new Message(Arrays.copyOf(buffer, packet.getLength()));
                if (!silent) {
                    byte[] said = answer(asked).toWire();
                    socket.send(new DatagramPacket(said, said.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException closed) {
            socket.close();
        }
    }

    private Message answer(Message asked) {
        Record question = asked.getQuestion();
        Message answer = new Message(asked.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(question, Section.QUESTION);
        List<Record> found =
                records.stream().filter(each -> each.getName().equals(question.getName())).toList();
        found.stream()
                .filter(each -> each.getType() == question.getType())
                .forEach(each -> answer.addRecord(each, Section.ANSWER));
        answer.getHeader()
                .setRcode(found.isEmpty() && rcode == Rcode.NOERROR ? Rcode.NXDOMAIN : rcode);
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
