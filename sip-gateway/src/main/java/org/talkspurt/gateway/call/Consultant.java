package org.talkspurt.gateway.call;

import java.util.Optional;
import java.util.function.Consumer;
import org.talkspurt.gateway.call.Switchboard.Extension;

/** Calls people on behalf of a call that is to be handed over to them. */
interface Consultant {

  /** For where nobody can be called. */
  Consultant NONE =
      new Consultant() {
        @Override
        public Optional<Extension> briefing(String text, Runnable whenSaid) {
          return Optional.empty();
        }

        @Override
        public void call(DialOrder order, Extension briefing, Consumer<Optional<Call>> then) {
          then.accept(Optional.empty());
        }
      };

  /** An agent that says something and then does {@code whenSaid}, on its call's loop. */
  Optional<Extension> briefing(String text, Runnable whenSaid);

  /**
   * Calls somebody.
   *
   * @param then takes the call, on any thread; empty: it cannot even be dialled
   */
  void call(DialOrder order, Extension briefing, Consumer<Optional<Call>> then);
}
