/**
 * From packets that come when they like to a frame every 20 ms.
 *
 * <pre>
 *  insert   → SourceSequence  new, reordered, duplicate, stray?   → ReceptionStatistics
 *           → DelayEstimator  arrival − timestamp, against the fastest → target delay
 *             └ CopyWait      longer where lost packets come again as copies
 *           → PacketStore
 *  next     → Player          on schedule: decode; gap: conceal or silence; off it: start one?
 *           → DelayPolicy     slack against target → samples to insert or remove
 *           → TimeScaler      cuts and repeats        ╮ on the PlayoutTrack
 *           → LossConcealer   makes up, and joins     ╯
 *             ├ PitchFinder, LinearPrediction, WhiteNoise   pulses and noise through the tract
 *             └ JoinFinder    where made-up and real sound fit together
 * </pre>
 *
 * <p><b>Schedule.</b> While packets are there in time, timestamps are tied to ticks: a lost packet
 * whose successor is here is concealed for exactly its length. When the store runs empty the
 * schedule is left. Shortly after, a packet that the schedule would play by now takes it up again,
 * so that the loss of a packet does not move the sound in time; a packet that was just late is
 * played in full, which lengthens the delay. Otherwise the next packet starts a schedule of its own
 * as soon as it has waited for the target delay. A gap without missing sequence numbers is the
 * sender's silence, not loss.
 *
 * <p><b>Delay.</b> The target is a quantile of how much later than the fastest packet of the last
 * seconds the others come. Packets of 20 ms meet ticks of 20 ms always in the same phase: the delay
 * of a steady stream lies between the target and 20 ms more, wherever the phase puts it, and
 * changes in steps of 20 ms, made of a few cuts where the sound resembles itself or is quiet. A
 * drifting clock moves the phase until such a step is due. On a clean network without drift no
 * sample is altered. While packets get lost whose successors carry copies of them, all wait for one
 * packet more, so that the copies are there in time.
 *
 * <p><b>Concealment.</b> The last 20 ms give the filter that the vocal tract is at the moment, and
 * what excites it; its last pitch period, repeated and sent through the filter, carries the voice
 * on from the very sample that was played last. It gets quieter all the time and is silent after
 * 120 ms. The packet that follows seldom comes at the right moment of a period: then a few samples
 * more are made up, or a few of its own left out if the sound is late already, so that they meet in
 * phase. What the sound is late by, less than a tick, is cut out as soon as it is not heard.
 *
 * <p><b>Policy and signal are apart</b>: {@code DelayEstimator} and {@code DelayPolicy} know
 * nothing of samples, {@code TimeScaler}, {@code LossConcealer} and what they use nothing of time.
 */
@NullMarked
package org.talkspurt.rtp.jitter;

import org.jspecify.annotations.NullMarked;
