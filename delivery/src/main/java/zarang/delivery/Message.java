package zarang.delivery;

/**
 * Something to be told.
 *
 * @param subject whom it is about: messages of one subject arrive one after another, in order
 * @param order its number among those of its subject, 1 and up: what is known by it is not taken
 *     again
 * @param id the same at every attempt, for the receiver to know it again
 */
public record Message(String subject, long order, String id, String body) {}
