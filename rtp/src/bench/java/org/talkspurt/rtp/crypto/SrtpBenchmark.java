package org.talkspurt.rtp.crypto;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.talkspurt.rtp.CallBenchmark;
import org.talkspurt.rtp.packet.RtpPacket;

/** A packet of 20 ms of G.711: there, there and back, and one that a forger sent. */
public class SrtpBenchmark extends CallBenchmark {

  private static final byte[] PAYLOAD = new byte[160];

  @Param SrtpProfile profile;

  private final byte[] packet = new byte[1501];
  private SrtpContext here;
  private SrtpContext there;
  private int sequenceNumber;

  @Setup
  public void prepare() {
    SrtpKeys ours = SrtpKeys.random(profile);
    SrtpKeys theirs = SrtpKeys.random(profile);
    here = new SrtpContext(ours, theirs);
    there = new SrtpContext(theirs, ours);
    protectAndUnprotect(); // the source is known
  }

  private int next() {
    return RtpPacket.write(packet, false, 0, sequenceNumber++, 0, 77, PAYLOAD, 0, PAYLOAD.length);
  }

  @Benchmark
  public int protect() {
    return here.protectRtp(packet, next());
  }

  @Benchmark
  public int protectAndUnprotect() {
    return there.unprotectRtp(packet, here.protectRtp(packet, next()));
  }

  @Benchmark
  public int refuse() {
    return there.unprotectRtp(packet, next() + 16);
  }
}
