package org.talkspurt.rtp.echo;

/**
 * The discrete Fourier transform of a fixed power of two (J. W. Cooley and J. W. Tukey, "An
 * Algorithm for the Machine Calculation of Complex Fourier Series", 1965). Allocates nothing.
 */
final class Fft {
  private final int size;
  private final float[] cosines;
  private final float[] sines;

  Fft(int size) {
    this.size = size;
    cosines = new float[size / 2];
    sines = new float[size / 2];
    for (int i = 0; i < size / 2; i++) {
      cosines[i] = (float) Math.cos(2 * Math.PI * i / size);
      sines[i] = (float) -Math.sin(2 * Math.PI * i / size);
    }
  }

  int size() {
    return size;
  }

  /** Transforms in place. */
  void transform(float[] real, float[] imaginary) {
    sort(real, imaginary);
    for (int half = 1; half < size; half *= 2) {
      int stride = size / (2 * half);
      for (int begin = 0; begin < size; begin += 2 * half) {
        for (int i = 0; i < half; i++) {
          int upper = begin + i;
          int lower = upper + half;
          float c = cosines[i * stride];
          float s = sines[i * stride];
          float re = c * real[lower] - s * imaginary[lower];
          float im = s * real[lower] + c * imaginary[lower];
          real[lower] = real[upper] - re;
          imaginary[lower] = imaginary[upper] - im;
          real[upper] += re;
          imaginary[upper] += im;
        }
      }
    }
  }

  /** Into the order of reversed bits. */
  private void sort(float[] real, float[] imaginary) {
    int shift = Integer.numberOfLeadingZeros(size) + 1;
    for (int i = 0; i < size; i++) {
      int j = Integer.reverse(i) >>> shift;
      if (j > i) {
        float re = real[i];
        real[i] = real[j];
        real[j] = re;
        float im = imaginary[i];
        imaginary[i] = imaginary[j];
        imaginary[j] = im;
      }
    }
  }
}
