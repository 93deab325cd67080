/** Characters of a large output that stay in the event. */
const EXCERPT = 200;

/** What an event says in place of an output that an artifact holds. Never ends in half a character. */
export function excerpt(text: string, handle: string): string {
  // An excerpt of whole characters cannot need more than twice as many UTF-16 units.
  const characters = Array.from(text.slice(0, 2 * EXCERPT)).slice(0, EXCERPT);
  return `${characters.join('')} [${text.length} characters, see artifact ${handle}]`;
}
