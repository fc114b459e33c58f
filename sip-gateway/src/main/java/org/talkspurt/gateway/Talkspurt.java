package org.talkspurt.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.talkspurt.gateway.cli.Commands;
import org.talkspurt.gateway.cli.QuietLogs;

/** The executable: answers calls unless the first argument names another command. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Talkspurt {
  public static void main(String[] arguments) {
    if (Commands.handle(arguments)) {
      QuietLogs.begin();
      PrintWriter out = new PrintWriter(System.out, true, UTF_8);
      PrintWriter err = new PrintWriter(System.err, true, UTF_8);
      System.exit(Commands.run(out, err, arguments));
    }
    boolean named = arguments.length > 0 && arguments[0].equals("serve");
    serve(named ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments);
  }

  /** A refused start ends the process, whatever threads libraries have left. */
  private static void serve(String... settings) {
    try {
      SpringApplication.run(Talkspurt.class, settings);
    } catch (SpringApplication.AbandonedRunException e) {
      throw e; // the build only looks at the beans
    } catch (RuntimeException e) {
      System.exit(1); // Spring has said why
    }
  }
}
