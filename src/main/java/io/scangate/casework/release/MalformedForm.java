package io.scangate.casework.release;

/** That something is no form; the message says where, and repeats nothing of what stands there. */
final class MalformedForm extends Exception {
  private static final long serialVersionUID = 1;

  MalformedForm(String message) {
    super(message);
  }

  /** In the words for whoever filed it. */
  String words() {
    return String.valueOf(getMessage());
  }
}
