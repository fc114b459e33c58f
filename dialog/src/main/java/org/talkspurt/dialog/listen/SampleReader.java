package org.talkspurt.dialog.listen;

/** Looks back at what was heard: {@link org.talkspurt.dialog.spi.Hearing#samples}. */
@FunctionalInterface
public interface SampleReader {

  /** A copy of the 16 kHz samples {@code from..to}; shorter at its head if they are gone. */
  short[] samples(long from, long to);
}
