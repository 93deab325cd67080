/** A line that is no session in the OpenAI chat format; the message says where in the line and why. */
export class ChatFormatError extends Error {
  override readonly name = 'ChatFormatError';
}
