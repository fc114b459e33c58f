package org.talkspurt.dialog.spi;

import java.time.Duration;

/**
 * A tool that a language model called. What it was called with, and what it brought, may be
 * anything that callers said, and is not kept.
 *
 * @param name its name in the configuration; {@code unknown} for one that the model made up
 * @param outcome how the call ended: {@code done}, {@code failed}, {@code late}, {@code refused} or
 *     {@code cancelled}
 * @param took from the model's wish to its end
 */
public record CalledTool(String name, String outcome, Duration took) {}
