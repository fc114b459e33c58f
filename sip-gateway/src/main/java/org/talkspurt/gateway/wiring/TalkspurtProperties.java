package org.talkspurt.gateway.wiring;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.validation.annotation.Validated;

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
    @Valid @NotNull Agents agents,
    @Valid @NotNull List<@Valid Route> routes,
    @Valid @NotNull List<@Valid Trunk> trunks,
    @Valid @NotNull Records records,
    @Valid @NotNull Api api) {

  public record Sip(
      @NotBlank String bindAddress,
      @Min(1) @Max(65535) int port,
      @NotNull String advertisedAddress,
      @NotNull List<@NotBlank String> allowedSources,
      boolean trace) {}

  public record Rtp(
      @Min(1024) @Max(65535) int portMin,
      @Min(1024) @Max(65535) int portMax,
      @NotNull Duration quarantine,
      @NotEmpty List<@Pattern(regexp = "PCMU|PCMA") String> codecs,
      @NotNull Duration minDelay,
      @NotNull Duration maxDelay,
      @NotNull Duration mediaTimeout,
      @Min(0) @Max(64) int loops) {}

  public record Calls(
      @Min(1) @Max(10_000) int max,
      @NotNull Duration maxDuration,
      @NotBlank String maxDurationAnnouncement) {}

  public record Models(
      @NotNull Path directory,
      boolean fetch,
      @Pattern(regexp = "silero|energy") String voiceActivity) {}

  public record Agents(@NotNull Path directory, @Name("default") @NotNull String defaultAgent) {}

  public record Route(@NotBlank String number, @NotBlank String agent) {}

  public record Trunk(
      @NotBlank String name,
      @NotNull String domain,
      @NotNull String username,
      @NotNull String password,
      boolean register,
      @NotNull List<@NotBlank String> allowedSources,
      @Min(0) int maxCalls) {

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

  public record Records(@NotNull Path directory) {}

  public record Api(@NotNull String token) {
    /** Never the token. */
    @Override
    public String toString() {
      return "Api[token=" + (token.isBlank() ? "none" : "set") + "]";
    }
  }
}
