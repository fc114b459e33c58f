package org.talkspurt.rtp.jitter;

import org.jspecify.annotations.Nullable;

/**
 * Packets that wait to be played, found by sequence number. Slots and their bytes are reused:
 * nothing is allocated once payloads of the call's size have come.
 */
final class PacketStore {

  /** One waiting packet; valid until it is removed. */
  static final class Slot {
    long sequence;
    long timestamp;
    long durationTicks;
    long arrivalNs;
    int length;
    byte[] payload = {};
    private boolean taken;
  }

  private final Slot[] slots;
  private int size;
  private long lowest;
  private long highest;

  PacketStore(int capacityPackets) {
    slots = new Slot[capacityPackets];
    for (int i = 0; i < capacityPackets; i++) {
      slots[i] = new Slot();
    }
  }

  /**
   * Copies a packet in.
   *
   * @param sequence extended sequence number that is not here yet
   * @return false when it is too far from the others to find room
   */
  boolean put(
      long sequence,
      long timestamp,
      long durationTicks,
      long arrivalNs,
      byte[] payload,
      int offset,
      int length) {
    long newLowest = size == 0 ? sequence : Math.min(lowest, sequence);
    long newHighest = size == 0 ? sequence : Math.max(highest, sequence);
    if (newHighest - newLowest >= slots.length) {
      return false;
    }
    lowest = newLowest;
    highest = newHighest;
    Slot slot = slots[(int) (sequence % slots.length)];
    slot.taken = true;
    slot.sequence = sequence;
    slot.timestamp = timestamp;
    slot.durationTicks = durationTicks;
    slot.arrivalNs = arrivalNs;
    slot.length = length;
    if (slot.payload.length < length) {
      slot.payload = new byte[length];
    }
    System.arraycopy(payload, offset, slot.payload, 0, length);
    size++;
    return true;
  }

  /** The packet with the lowest sequence number, or null. */
  @Nullable Slot first() {
    return size == 0 ? null : slots[(int) (lowest % slots.length)];
  }

  void removeFirst() {
    slots[(int) (lowest % slots.length)].taken = false;
    size--;
    while (size > 0 && !slots[(int) (lowest % slots.length)].taken) {
      lowest++;
    }
  }

  int size() {
    return size;
  }

  void clear() {
    for (Slot slot : slots) {
      slot.taken = false;
    }
    size = 0;
  }
}
