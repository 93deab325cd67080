/**
 * Stop words that the programs use. The contract says "English stop words" and no more, so that a text with other words of that
 * kind is not for this model.
 */
const STOP_WORDS = ['the', 'and', 'of', 'to', 'is'];

const COMPOUND = /[\p{L}\p{N}_]+(?:[./-][\p{L}\p{N}_]+)*/gu;

/** The terms of a text: a compound counts whole and in its parts. */
function terms(text: string): string[] {
  const compounds = Array.from(text.toLowerCase().matchAll(COMPOUND), ([found]) => found);
  const all = compounds.flatMap((compound) => (/[./-]/.test(compound) ? [compound, ...compound.split(/[./-]/)] : [compound]));
  return all.filter((term) => Array.from(term).length > 1 && !STOP_WORDS.includes(term));
}

/** The contract's formula, word for word, over every summary: the places of those that share a term, best first, ties in order. */
export function ranked(summaries: readonly string[], query: string): number[] {
  const documents = summaries.map(terms);
  const asked = [...new Set(terms(query))];
  const scores = documents.map((document, place) => ({ place, shares: asked.some((term) => document.includes(term)), score: scoreOf(document, asked, documents) }));
  return scores.filter(({ shares }) => shares).toSorted((a, b) => b.score - a.score || a.place - b.place).map(({ place }) => place);
}

function scoreOf(document: readonly string[], asked: readonly string[], documents: readonly (readonly string[])[]): number {
  let score = 0;
  for (const term of asked) {
    const frequency = document.filter((one) => one === term).length;
    const holding = documents.filter((other) => other.includes(term)).length;
    if (frequency > 0) score += (frequency / document.length) * (Math.log((1 + documents.length) / (1 + holding)) + 1);
  }
  return score;
}
