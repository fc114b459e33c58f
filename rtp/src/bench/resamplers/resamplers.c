/*
 * 8 to 16 kHz by soxr, libsamplerate and speexdsp, streamed in chunks of 20 ms, measured as
 * ResamplerFigures.java measures ours: time per output sample, gain, worst image, delay.
 * compare.sh builds and runs both.
 */
#include <math.h>
#include <samplerate.h>
#include <soxr.h>
#include <speex/speex_resampler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { FROM_HZ = 8000, TO_HZ = 16000, CHUNK = FROM_HZ / 50, ROOM = 8192, SECONDS = 20, PASSES = 5 };

typedef enum { SOXR_S16, SOXR_F32, SPEEX_S16, SPEEX_F32, SAMPLERATE } Library;

typedef struct {
  const char *name;
  Library library;
  int quality;
} Peer;

static const Peer PEERS[] = {
    {"soxr QQ s16", SOXR_S16, SOXR_QQ},
    {"soxr LQ s16", SOXR_S16, SOXR_LQ},
    {"soxr MQ s16", SOXR_S16, SOXR_MQ},
    {"soxr HQ s16", SOXR_S16, SOXR_HQ},
    {"soxr HQ f32", SOXR_F32, SOXR_HQ},
    {"speexdsp q3 s16", SPEEX_S16, 3},
    {"speexdsp q5 s16", SPEEX_S16, 5},
    {"speexdsp q8 s16", SPEEX_S16, 8},
    {"speexdsp q10 s16", SPEEX_S16, 10},
    {"speexdsp q8 f32", SPEEX_F32, 8},
    {"libsamplerate fastest", SAMPLERATE, SRC_SINC_FASTEST},
    {"libsamplerate medium", SAMPLERATE, SRC_SINC_MEDIUM_QUALITY},
    {"libsamplerate best", SAMPLERATE, SRC_SINC_BEST_QUALITY},
};

typedef struct {
  Library library;
  soxr_t soxr;
  SpeexResamplerState *speex;
  SRC_STATE *samplerate;
} Stream;

static int takes_floats(Library library) { return library != SOXR_S16 && library != SPEEX_S16; }

static Stream open_stream(const Peer *peer) {
  Stream stream = {.library = peer->library};
  int error = 0;
  switch (peer->library) {
    case SOXR_S16:
    case SOXR_F32: {
      soxr_datatype_t type = peer->library == SOXR_S16 ? SOXR_INT16_I : SOXR_FLOAT32_I;
      soxr_io_spec_t io = soxr_io_spec(type, type);
      soxr_quality_spec_t quality = soxr_quality_spec((unsigned long) peer->quality, 0);
      soxr_runtime_spec_t one_thread = soxr_runtime_spec(1);
      stream.soxr = soxr_create(FROM_HZ, TO_HZ, 1, NULL, &io, &quality, &one_thread);
      break;
    }
    case SPEEX_S16:
    case SPEEX_F32:
      stream.speex = speex_resampler_init(1, FROM_HZ, TO_HZ, peer->quality, &error);
      break;
    case SAMPLERATE:
      stream.samplerate = src_new(peer->quality, 1, &error);
      break;
  }
  if (!stream.soxr && !stream.speex && !stream.samplerate) {
    fprintf(stderr, "%s cannot be opened\n", peer->name);
    exit(1);
  }
  return stream;
}

static void close_stream(Stream *stream) {
  if (stream->soxr) soxr_delete(stream->soxr);
  if (stream->speex) speex_resampler_destroy(stream->speex);
  if (stream->samplerate) src_delete(stream->samplerate);
}

/* One chunk; returns how many samples came out. */
static long process(Stream *stream, const short *s16, const float *f32, short *out16, float *out32) {
  switch (stream->library) {
    case SOXR_S16: {
      size_t taken, given;
      soxr_process(stream->soxr, s16, CHUNK, &taken, out16, ROOM, &given);
      return (long) given;
    }
    case SOXR_F32: {
      size_t taken, given;
      soxr_process(stream->soxr, f32, CHUNK, &taken, out32, ROOM, &given);
      return (long) given;
    }
    case SPEEX_S16: {
      spx_uint32_t taken = CHUNK, given = ROOM;
      speex_resampler_process_int(stream->speex, 0, s16, &taken, out16, &given);
      return given;
    }
    case SPEEX_F32: {
      spx_uint32_t taken = CHUNK, given = ROOM;
      speex_resampler_process_float(stream->speex, 0, f32, &taken, out32, &given);
      return given;
    }
    default: {
      SRC_DATA data = {.data_in = f32,
                       .input_frames = CHUNK,
                       .data_out = out32,
                       .output_frames = ROOM,
                       .src_ratio = (double) TO_HZ / FROM_HZ};
      src_process(stream->samplerate, &data);
      return data.output_frames_gen;
    }
  }
}

static short s16_in[FROM_HZ * SECONDS];
static float f32_in[FROM_HZ * SECONDS];

static void set_input(int i, double value) {
  s16_in[i] = (short) lrint(value);
  f32_in[i] = (float) (s16_in[i] / 32768.0);
}

/*
 * Streams `length` samples; the output goes to `out` in units of 16-bit PCM. Returns its length;
 * `held` gets how much of what was put in had not come out, in ms, on average after a chunk.
 */
static int stream_through(const Peer *peer, int length, double *out, double *held) {
  static short out16[ROOM];
  static float out32[ROOM];
  Stream stream = open_stream(peer);
  int written = 0;
  int chunks = 0;
  *held = 0;
  for (int at = 0; at + CHUNK <= length; at += CHUNK) {
    long given = process(&stream, s16_in + at, f32_in + at, out16, out32);
    for (long i = 0; i < given; i++) {
      out[written++] = takes_floats(peer->library) ? 32768.0 * out32[i] : out16[i];
    }
    if (at > length / 2) {
      *held += 1000.0 * (at + CHUNK) / FROM_HZ - 1000.0 * written / TO_HZ;
      chunks++;
    }
  }
  *held /= chunks;
  close_stream(&stream);
  return written;
}

static double amplitude(const double *signal, int from, int length, double hz) {
  double re = 0, im = 0, weights = 0;
  for (int i = 0; i < length; i++) {
    double t = 2 * M_PI * i / (length - 1);
    double weight = 0.35875 - 0.48829 * cos(t) + 0.14128 * cos(2 * t) - 0.01168 * cos(3 * t);
    double angle = 2 * M_PI * hz * (from + i) / TO_HZ;
    re += weight * signal[from + i] * cos(angle);
    im -= weight * signal[from + i] * sin(angle);
    weights += weight;
  }
  return 2 * hypot(re, im) / weights;
}

static double decibels(double ratio) { return 20 * log10(ratio + 1e-15); }

/* Gain at a tone and level of its image, in dB. */
static void tone(const Peer *peer, double hz, double *gain, double *image) {
  static double out[2 * TO_HZ * 2];
  double held;
  for (int i = 0; i < 2 * FROM_HZ; i++) set_input(i, 10000 * sin(2 * M_PI * hz * i / FROM_HZ));
  int length = stream_through(peer, 2 * FROM_HZ, out, &held);
  int from = length / 2 - TO_HZ / 4;
  double level = amplitude(out, from, TO_HZ / 2, hz);
  *gain = decibels(level / 10000);
  *image = decibels(amplitude(out, from, TO_HZ / 2, FROM_HZ - hz) / level);
}

/* How late a short tone comes out, in ms: its centre in the stream, and what the stream holds. */
static double delay_ms(const Peer *peer) {
  static double out[2 * TO_HZ * 2];
  double held;
  for (int i = 0; i < 2 * FROM_HZ; i++) {
    double ms = 1000.0 * (i - FROM_HZ) / FROM_HZ;
    set_input(i, 12000 * exp(-ms * ms / 12.5) * cos(2 * M_PI * ms));
  }
  int length = stream_through(peer, 2 * FROM_HZ, out, &held);
  double energy = 0, moment = 0;
  for (int i = 0; i < length; i++) {
    energy += out[i] * out[i];
    moment += out[i] * out[i] * i;
  }
  return 1000 * (moment / energy / TO_HZ - 1.0) + held;
}

static double now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e9 + time.tv_nsec;
}

/* Best of some passes over the same noise. */
static double ns_per_sample(const Peer *peer) {
  static short out16[ROOM];
  static float out32[ROOM];
  double best = INFINITY;
  srand(1);
  for (int i = 0; i < FROM_HZ * SECONDS; i++) set_input(i, rand() % 20001 - 10000);
  for (int pass = 0; pass < PASSES; pass++) {
    Stream stream = open_stream(peer);
    long written = 0;
    double start = now_ns();
    for (int at = 0; at + CHUNK <= FROM_HZ * SECONDS; at += CHUNK) {
      written += process(&stream, s16_in + at, f32_in + at, out16, out32);
    }
    double ns = (now_ns() - start) / written;
    if (ns < best) best = ns;
    close_stream(&stream);
  }
  return best;
}

int main(void) {
  for (size_t p = 0; p < sizeof PEERS / sizeof *PEERS; p++) {
    const Peer *peer = &PEERS[p];
    double gain34, gain36, image, worst = -300;
    double flattest = 0;
    for (int hz = 300; hz <= 3400; hz += 50) {
      double gain;
      tone(peer, hz, &gain, &image);
      if (image > worst) worst = image;
      if (fabs(gain) > fabs(flattest)) flattest = gain;
    }
    tone(peer, 3400, &gain34, &image);
    tone(peer, 3600, &gain36, &image);
    printf("| %s | %.1f | %+.3f | %+.2f | %+.2f | %.0f | %.1f |\n", peer->name, ns_per_sample(peer),
           flattest, gain34, gain36, worst, delay_ms(peer));
    fflush(stdout);
  }
  return 0;
}
