/**
 * The media of calls: sockets, ticks, and what ties the jitter buffer, the codec and RTCP to a
 * call.
 *
 * <h2>The loop</h2>
 *
 * A call gets a {@link org.talkspurt.rtp.session.MediaLoop} at its beginning and never leaves it;
 * everything of this package but {@code MediaLoops} and {@code RtpPortPool} is confined to that one
 * thread and has no locks. The loop waits in Netty's selector for datagrams and for the next
 * deadline of its {@code PlayoutTicker}, which ticks every call each 20 ms, in ten slots 2 ms
 * apart.
 *
 * <h2>A tick</h2>
 *
 * <pre>
 *  datagram → RtpReceiver   SourceLatch → payload type → DigitReceiver → MediaListener.onDigit
 *                                                      ├ NoiseReceiver.take
 *                                                      └ JitterBuffer.insert
 *  tick     → RtpReceiver   JitterBuffer.next → noise in gaps → EchoCanceller → MediaListener.onFrame
 *           → RtpSender     OutboundAudio.takeFrame or DigitSender → EchoCanceller, AudioCodec.encode → socket
 *           → RtcpReporter  every 5 s or so: SR or RR, SDES, perhaps XR → socket
 * </pre>
 *
 * What the listener offers to the sink during {@code onFrame} leaves in the same tick. Apart from
 * the {@code AudioFrame}, neither a tick nor a datagram of audio allocates; together they take some
 * 0.8 µs outside the kernel.
 *
 * <h2>Time</h2>
 *
 * Deadlines are absolute, so a stalled machine catches up instead of falling behind: missed ticks
 * run at once, up to half a second of them, and RTP timestamps count what was skipped beyond that.
 * {@code PlayoutTicker} alone reads clocks; all else is told the time, and is tested on a manual
 * clock.
 *
 * <h2>Strangers</h2>
 *
 * Anybody can send to an open port. Who is not the caller (see {@code SourceLatch}) is counted and
 * never answered; who floods costs at most 32 reads per tick and call; each datagram that is not
 * played has a {@link org.talkspurt.rtp.session.ReceiveOutcome}. Ports rest for 30 s after a call,
 * so that its late packets do not reach the next one.
 */
@NullMarked
package org.talkspurt.rtp.session;

import org.jspecify.annotations.NullMarked;
