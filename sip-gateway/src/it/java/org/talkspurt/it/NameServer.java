package org.talkspurt.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A name server on an address of loopback of its own. The names that it knows are this machine; on
 * all others it keeps silent, as one does that is gone. Port 53 is root's.
 */
final class NameServer implements AutoCloseable {
  private static final String ADDRESS = "127.0.0.77";
  private static final int TTL_S = 1;

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final DatagramSocket socket;

  NameServer(String... names) throws IOException {
    this.names.addAll(Arrays.asList(names));
    socket = new DatagramSocket(new InetSocketAddress(ADDRESS, 53));
    Thread.ofPlatform().daemon().name("name-server").start(this::serve);
  }

  void know(String name) {
    names.add(name);
  }

  void forgetAll() {
    names.clear();
  }

  /** The command that makes it the name server of a mount namespace. */
  String setUp() throws IOException {
    Path settings = Files.createTempFile("talkspurt", "resolv.conf");
    Files.writeString(settings, "nameserver " + ADDRESS + "\noptions timeout:2 attempts:2\n");
    return "mount --bind " + settings + " /etc/resolv.conf";
  }

  private void serve() {
    DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
    try {
      while (true) {
        packet.setLength(4_096);
        socket.receive(packet);
        Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (names.contains(query.getQuestion().getName().toString(true))) {
          byte[] answer = answer(query).toWire();
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static Message answer(Message query) {
    Record question = query.getQuestion();
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(question, Section.QUESTION);
    if (question.getType() == Type.A) {
      InetAddress here = InetAddress.getLoopbackAddress();
      answer.addRecord(new ARecord(question.getName(), DClass.IN, TTL_S, here), Section.ANSWER);
    }
    return answer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
