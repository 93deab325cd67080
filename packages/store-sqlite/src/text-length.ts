/** The length of what should be a text, and is something else only where the database is damaged: core tells that when it reads it. */
export function textLength(text: unknown): number {
  return typeof text === 'string' ? text.length : 0;
}
