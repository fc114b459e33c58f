package org.talkspurt.gateway.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;

/** A name server that knows what a test says. */
final class FakeNames extends SimpleResolver {

  private final Map<String, ? extends Record[]> zone;
  private final List<String> asked;

  /**
   * @param asked gets the names that were asked for
   */
  FakeNames(Map<String, ? extends Record[]> zone, List<String> asked) {
    super(new InetSocketAddress("127.0.0.1", 9));
    this.zone = zone;
    this.asked = asked;
  }

  static SRVRecord service(int priority, int weight, int port, String target) throws IOException {
    return new SRVRecord(
        Name.root, DClass.IN, 60, priority, weight, port, Name.fromString(target + "."));
  }

  @Override
  public CompletionStage<Message> sendAsync(Message query, Executor executor) {
    Record question = query.getQuestion();
    asked.add(question.getName().toString());
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.addRecord(question, Section.QUESTION);
    Record[] known = zone.get(question.getName().toString());
    if (known != null && known[0].getType() == question.getType()) {
      for (Record one : known) {
        answer.addRecord(
            Record.newRecord(
                question.getName(), question.getType(), DClass.IN, 60, one.rdataToWireCanonical()),
            Section.ANSWER);
      }
    }
    return CompletableFuture.completedFuture(answer);
  }
}
