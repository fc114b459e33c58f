package org.talkspurt.gateway.speech;

import org.talkspurt.dialog.spi.LanguageModel;
import org.talkspurt.gateway.tool.Toolbox;

/**
 * What agents that use a language model answer by.
 *
 * @param tools what it may have done
 */
public record ModelDesk(LanguageModel model, Toolbox tools) implements AutoCloseable {
  @Override
  public void close() {
    model.close();
    tools.close();
  }
}
