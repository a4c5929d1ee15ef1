/** A file whose bytes nobody can get; the message is a part of a sentence: `it holds more than 2 GB`. */
export class Unreadable extends Error {}
