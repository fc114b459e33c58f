package org.talkspurt.models.tool;

/** An MCP server did not answer as it should. The message holds nothing that the server sent. */
class McpException extends Exception {
  private static final long serialVersionUID = 1;

  McpException(String message) {
    super(message);
  }

  /** The server answered with an error of JSON-RPC. */
  static final class Refused extends McpException {
    private static final long serialVersionUID = 1;
    private final String reason;

    Refused(int code, String reason) {
      super("error " + code);
      this.reason = reason;
    }

    /** The server's words: data. */
    String reason() {
      return reason;
    }
  }

  /** The server does not know the session any more. */
  static final class SessionGone extends McpException {
    private static final long serialVersionUID = 1;

    SessionGone() {
      super("session gone");
    }
  }
}
