package eu.continuo.service.notify;

/**
 * A notice as an event (CloudEvents 1.0, section 3), in the names of its JSON format.
 *
 * @param specversion always 1.0
 * @param id the number of the commit
 * @param source the base of the continuum
 * @param type what happened
 * @param time the clock of the commit
 * @param datacontenttype of the data
 * @param data what changed
 */
public record CloudEvent(
    String specversion,
    String id,
    String source,
    String type,
    String time,
    String datacontenttype,
    Notice data) {
  /** The type of an event of a commit. */
  public static final String COMMITTED = "eu.continuo.committed.v1";

  /** The media type of an event as one document (CloudEvents JSON format, section 3). */
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  /**
   * The event of a notice.
   *
   * @param source the base of the continuum
   */
  public static CloudEvent of(Notice notice, String source) {
    return new CloudEvent(
        "1.0",
        Long.toString(notice.commit()),
        source,
        COMMITTED,
        notice.at().toString(),
        "application/json",
        notice);
  }
}
