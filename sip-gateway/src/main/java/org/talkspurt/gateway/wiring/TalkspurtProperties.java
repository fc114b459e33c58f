package org.talkspurt.gateway.wiring;

import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;
import org.talkspurt.gateway.call.ComfortNoise;
import org.talkspurt.gateway.sdp.EncryptionPolicy;
import org.talkspurt.gateway.sip.DigestAlgorithm;
import org.talkspurt.gateway.sip.ServerNames;
import org.talkspurt.gateway.sip.TlsSettings.ClientCertificates;
import org.talkspurt.models.echo.NoiseSuppression;

/**
 * All settings, validated; {@code config/application.yaml} documents each with its default. A key
 * that is none of these stops start-up.
 */
@Validated
@ConfigurationProperties(prefix = "talkspurt", ignoreUnknownFields = false)
public record TalkspurtProperties(
    @Valid @NotNull Sip sip,
    @Valid @NotNull Rtp rtp,
    @Valid @NotNull Calls calls,
    @Valid @NotNull Models models,
    @Valid @NotNull Llm llm,
    @Valid @NotNull Agents agents,
    @NotNull List<@Valid Route> routes,
    @NotNull List<@Valid Trunk> trunks,
    @Valid @NotNull Records records,
    @Valid @NotNull Recording recording,
    @Valid @NotNull Traces traces,
    @Valid @NotNull Api api) {

  public record Sip(
      @NotBlank String bindAddress,
      @Min(1) @Max(65535) int port,
      @NotNull String advertisedAddress,
      @Pattern(
              regexp = "[^\"\\\\\\p{Cntrl}]{1,64}",
              message = "expected: 1 to 64 characters without quotation marks")
          @NotNull
          String realm,
      @NotEmpty List<@NotNull DigestAlgorithm> digestAlgorithms,
      @NotNull List<@NotBlank String> allowedSources,
      boolean trace,
      @DurationMin(seconds = 0) @DurationMax(days = 1) @NotNull Duration sessionExpires,
      @DurationMin(seconds = 90) @DurationMax(days = 1) @NotNull Duration minSe,
      @Valid @NotNull Limits limits,
      @Valid @NotNull Tls tls,
      @Valid @NotNull Hep hep) {}

  public record Limits(
      @Min(0) @Max(1_000_000) int messagesPerSecond,
      @Min(1) @Max(1_000_000) int messageBurst,
      @Min(1) @Max(100_000) int connections,
      @Min(1) @Max(100_000) int connectionsPerSource,
      @NotNull List<@NotBlank String> exempt,
      @NotNull List<@NotBlank String> scanners) {}

  public record Hep(
      @Pattern(
              regexp = "|[^:/@\\s]+:[0-9]{1,5}|\\[[0-9A-Fa-f:.]+\\]:[0-9]{1,5}",
              message = "expected: host:port")
          @NotNull
          String address,
      @Min(0) @Max(4_294_967_295L) long captureId,
      @NotNull String key) {
    /** Never the key. */
    @Override
    public String toString() {
      return "Hep[address=" + address + ", captureId=" + captureId + "]";
    }
  }

  public record Tls(
      @Min(0) @Max(65535) int port,
      @NotNull String certificate,
      @NotNull String privateKey,
      @NotNull String trust,
      @NotNull ClientCertificates clientCertificates,
      ServerNames.@NotNull Match serverNames) {}

  public record Rtp(
      @Min(1024) @Max(65535) int portMin,
      @Min(1024) @Max(65535) int portMax,
      @DurationMin(seconds = 0) @DurationMax(days = 1) @NotNull Duration quarantine,
      @NotEmpty
          List<
                  @Pattern(
                      regexp = "(?i)opus|G722|L16|PCMU|PCMA",
                      message = "expected: opus, G722, L16, PCMU or PCMA")
                  String>
              codecs,
      @DurationMin(seconds = 0) @DurationMax(seconds = 2) @NotNull Duration minDelay,
      @DurationMin(seconds = 0) @DurationMax(seconds = 2) @NotNull Duration maxDelay,
      @DurationMin(seconds = 1) @DurationMax(days = 1) @NotNull Duration mediaTimeout,
      @NotNull ComfortNoise comfortNoise,
      boolean inBandDigits,
      @NotNull EncryptionPolicy encryption,
      @Min(0) @Max(64) int loops) {}

  public record Calls(
      @Min(1) @Max(10_000) int max,
      @DurationMin(seconds = 1) @DurationMax(days = 30) @NotNull Duration maxDuration,
      @NotBlank String maxDurationAnnouncement,
      @NotNull List<@NotBlank String> transferTargets,
      @DurationMin(seconds = 0) @DurationMax(days = 1) @NotNull Duration drainTimeout) {}

  public record Models(
      boolean load,
      @NotNull Path directory,
      boolean fetch,
      @Pattern(regexp = "silero|energy") String voiceActivity,
      @Pattern(regexp = "smart-turn|words") String turn) {}

  public record Llm(
      @NotNull String url,
      @NotNull String model,
      @NotNull String apiKey,
      @NotNull String apiKeyFile,
      @DurationMin(millis = 100) @DurationMax(seconds = 30) @NotNull Duration connectTimeout,
      @DurationMin(millis = 100) @DurationMax(seconds = 30) @NotNull Duration firstTokenTimeout,
      @DurationMin(millis = 500) @DurationMax(minutes = 2) @NotNull Duration totalTimeout,
      @DurationMin(seconds = 0) @DurationMax(seconds = 30) @NotNull Duration hedgeAfter,
      @Min(1) @Max(4_000) int maxTokens,
      @Pattern(regexp = "max_tokens|max_completion_tokens") @NotNull String tokenLimit,
      @Pattern(
              regexp = "|[01](\\.[0-9]{1,3})?|2(\\.0{1,3})?",
              message = "expected: a number from 0 to 2")
          @NotNull
          String temperature,
      boolean askUsage,
      @Valid @NotNull Fallback fallback) {

    /** The second endpoint. */
    public record Fallback(
        @NotNull String url,
        @NotNull String model,
        @NotNull String apiKey,
        @NotNull String apiKeyFile) {
      /** Never the key. */
      @Override
      public String toString() {
        return "Fallback[url=" + url + ", model=" + model + "]";
      }
    }

    /** Never the key. */
    @Override
    public String toString() {
      return "Llm[url=" + url + ", model=" + model + ", fallback=" + fallback + "]";
    }
  }

  public record Agents(@NotNull Path directory, @Name("default") @NotNull String defaultAgent) {}

  public record Route(@NotBlank String number, @NotBlank String agent) {}

  public record Trunk(
      @NotBlank String name,
      @DefaultValue("") String domain,
      @Pattern(regexp = "|[^:/@\\s]+(:[0-9]{1,5})?", message = "expected: host or host:port")
          @DefaultValue("")
          String outboundProxy,
      @DefaultValue("udp") TrunkTransport transport,
      @DefaultValue("") String username,
      @DefaultValue("") String password,
      boolean register,
      boolean challenge,
      @DurationMin(seconds = 60) @DurationMax(days = 1) @DefaultValue("5m")
          Duration registerExpires,
      @DurationMin(seconds = 5) @DurationMax(hours = 1) @DefaultValue("30s") Duration keepAlive,
      @DefaultValue List<@NotBlank String> allowedSources,
      @Min(0) int maxCalls,
      @DefaultValue("guard") EchoCancellation echoCancellation,
      @DefaultValue("off") NoiseSuppression noiseSuppression,
      boolean levelControl,
      @Nullable EncryptionPolicy encryption,
      @DefaultValue
          List<
                  @Pattern(
                      regexp =
                          "(?i)Diversion|P-Asserted-Identity|Remote-Party-ID|X-[A-Za-z0-9-]{1,60}",
                      message = "expected: Diversion, P-Asserted-Identity, Remote-Party-ID or X-…")
                  String>
              headers,
      @Pattern(
              regexp = "[+]?[A-Za-z0-9._-]{0,64}",
              message = "expected: a number or a name of letters, digits, '.', '_' and '-'")
          @DefaultValue("")
          String callerId,
      @DefaultValue
          List<
                  @Pattern(
                      regexp = "[^@\\s]+@[^@\\s]+",
                      message = "expected: USER@HOST; * stands for any characters")
                  String>
              redirectTargets) {

    /** Never the password. */
    @Override
    public String toString() {
      return "Trunk[name="
          + name
          + ", domain="
          + domain
          + ", allowedSources="
          + allowedSources
          + "]";
    }
  }

  public record Records(
      @NotNull Path directory,
      @NotNull String url,
      @NotNull String username,
      @NotNull String password,
      @DurationMin(seconds = 0) @DurationMax(days = 36_500) @NotNull Duration keep) {
    /** Neither the password nor the URL, which may hold one. */
    @Override
    public String toString() {
      return "Records[directory="
          + directory
          + ", url="
          + (url.isBlank() ? "none" : "set")
          + ", keep="
          + keep
          + "]";
    }
  }

  public record Recording(
      @NotNull Path directory,
      @DurationMin(seconds = 0) @DurationMax(days = 36_500) @NotNull Duration keep,
      @DurationMin(seconds = 1) @DurationMax(hours = 8) @NotNull Duration maxDuration,
      @NotNull DataSize minFree) {}

  public record Traces(
      @Pattern(
              regexp = "|https?://[^\\s/?#@]+(/[^\\s?#]*)?",
              message = "expected: http://HOST:4318/v1/traces, or https")
          @NotNull
          String url,
      @DecimalMin("0") @DecimalMax("1") double sampleRatio,
      boolean transcripts,
      @NotNull
          List<
                  @Pattern(
                      regexp = "[A-Za-z0-9-]{1,64}: [^\\p{Cntrl}]{1,4096}",
                      message = "expected: NAME: VALUE")
                  String>
              headers) {

    boolean on() {
      return !url.isEmpty();
    }

    /** Never the headers. */
    @Override
    public String toString() {
      return "Traces[url=" + url + ", sampleRatio=" + sampleRatio + "]";
    }
  }

  public record Api(@NotNull String token) {
    /** Never the token. */
    @Override
    public String toString() {
      return "Api[token=" + (token.isBlank() ? "none" : "set") + "]";
    }
  }
}
