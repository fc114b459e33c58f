package org.talkspurt.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Asterisk's manager interface: what a receptionist's console asks of it. */
final class AsteriskManager implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader reader;
  private int actions;

  AsteriskManager(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(10_000);
    reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    ask("Login", Map.of("Username", "it", "Secret", "it", "Events", "off"));
  }

  /**
   * Asks for something and waits for the response.
   *
   * @throws IOException also if it is refused
   */
  void ask(String action, Map<String, String> fields) throws IOException {
    String id = "it-" + ++actions;
    StringBuilder request = new StringBuilder("Action: " + action + "\r\nActionID: " + id + "\r\n");
    fields.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
    socket
        .getOutputStream()
        .write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    StringBuilder message = new StringBuilder();
    while (true) {
      String line = reader.readLine();
      if (line == null) {
        throw new IOException("Asterisk's manager hung up");
      }
      if (!line.isEmpty()) {
        message.append(line).append('\n');
      } else if (message.toString().contains("ActionID: " + id)) {
        if (!message.toString().contains("Response: Success")) {
          throw new IOException(action + ": " + message);
        }
        return;
      } else {
        message.setLength(0);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
