/** What a person has to be told without a stack: the demo cannot go on, and why. */
export class DemoError extends Error {
  override readonly name = 'DemoError';
}
