package org.talkspurt.gateway.agent;

import org.talkspurt.gateway.yaml.YamlSchema;

/**
 * A mistake in an agent file.
 *
 * @param file as the operator knows it
 * @param line counted from 1; 0 if the file as a whole is meant
 * @param pointer JSON pointer to the place, empty for the whole file
 * @param expected what was expected there
 */
public record AgentFileError(String file, int line, String pointer, String expected) {

  /** {@code config/agents/clinic.yaml:17: /hours/weekly/monday/0: expected …}. */
  @Override
  public String toString() {
    return new YamlSchema.Problem(line, pointer, expected).in(file);
  }
}
