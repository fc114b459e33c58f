package org.talkspurt.models.store;

/**
 * The programs that fetch packages: names on the PATH, or paths.
 *
 * @param python a Python 3 with pip
 */
public record Clients(String python, String npm, String maven) {

  public static final Clients DEFAULT = new Clients("python3", "npm", "mvn");
}
