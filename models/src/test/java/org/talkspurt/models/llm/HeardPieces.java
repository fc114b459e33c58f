package org.talkspurt.models.llm;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.talkspurt.dialog.spi.CalledTool;
import org.talkspurt.dialog.spi.LanguageModel;

/** Keeps the pieces of an answer, and what else happens in angle brackets. */
final class HeardPieces implements LanguageModel.Listener {
  final BlockingQueue<String> all = new LinkedBlockingQueue<>();

  @Override
  public void onText(String piece) {
    all.add(piece);
  }

  @Override
  public void onBreak(Duration longest) {
    all.add("<break>");
  }

  final BlockingQueue<Long> tokens = new LinkedBlockingQueue<>();

  @Override
  public void onTokens(long used) {
    tokens.add(used);
  }

  /** What was called, and how that ended. */
  final BlockingQueue<CalledTool> called = new LinkedBlockingQueue<>();

  @Override
  public void onCalled(CalledTool tool) {
    called.add(tool);
  }

  @Override
  public void onProgress(String sentence) {
    all.add("<progress " + sentence + ">");
  }

  @Override
  public void onEnd() {
    all.add("<end>");
  }

  @Override
  public void onFailure(Throwable cause) {
    all.add("<failure>");
  }
}
