package eu.continuo.service.web;

/**
 * One thing that a stranger may send.
 *
 * @param title what it is, for a person
 * @param attack sends it
 */
record HostileInput(String title, Attack attack) {
  /** Sends it. */
  interface Attack {
    RawRequest.Answer on(Opened doors) throws Exception;
  }
}
