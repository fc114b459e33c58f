package org.talkspurt.gateway.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.talkspurt.gateway.call.CallRecorder;

/** Calls that are recorded, and what another reader of WAV than ours finds in the files. */
record Recorded(AudioFormat format, short[] left, short[] right) {
  static final long TICK_NS = 20_000_000;

  /** So many ticks of a call: the caller says n in tick n, the bot −n. */
  static void says(CallRecorder.Recording recording, int rateHz, int from, int to) {
    short[] frame = new short[rateHz / 50];
    for (int tick = from; tick < to; tick++) {
      recording.tap().onTick(tick * TICK_NS);
      java.util.Arrays.fill(frame, (short) tick);
      recording.tap().onReceived(frame);
      java.util.Arrays.fill(frame, (short) -tick);
      recording.tap().onSent(frame, frame.length, frame.length);
    }
  }

  static Recorded read(Path wav) throws IOException {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(wav.toFile())) {
      ByteBuffer sound = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      short[] left = new short[(int) in.getFrameLength()];
      short[] right = new short[left.length];
      for (int i = 0; i < left.length; i++) {
        left[i] = sound.getShort();
        right[i] = sound.getShort();
      }
      if (sound.hasRemaining()) {
        throw new IOException("more than the header says");
      }
      return new Recorded(in.getFormat(), left, right);
    } catch (UnsupportedAudioFileException e) {
      throw new IOException(e);
    }
  }

  static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
