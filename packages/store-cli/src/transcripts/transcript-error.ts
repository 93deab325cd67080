/** Something that is no transcript of a known format; the message says where in it and why. */
export class TranscriptError extends Error {
  /** `TranscriptError`. */
  override readonly name = 'TranscriptError';
}
