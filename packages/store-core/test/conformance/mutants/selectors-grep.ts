import { SelectorError } from '../../../src/index.ts';
import type { Mutant } from './mutant.ts';
import { asking, changing, count, linesBy, selectingBy, texting, type Options } from './selector-mutant.ts';

const LINE_END = /\r\n|\r|\n/;

interface Line {
  readonly number: number;
  readonly line: string;
  readonly matches: boolean;
}

/** The lines of a text, which of them match, and what a selector shows of them. */
function grepped(lines: readonly string[], matches: (line: string) => boolean, selector: Options, show: (shown: readonly Line[], matched: Line) => readonly Line[] = () => []): string {
  const all = lines.map((line, index) => ({ number: index + 1, line, matches: index >= (count(selector, 'start') ?? 0) && matches(line) }));
  const found = all.filter((one) => one.matches).slice(0, count(selector, 'limit'));
  const [before, after] = [count(selector, 'before') ?? 0, count(selector, 'after') ?? 0];
  const shown: Line[] = [];
  for (const match of found) {
    const around = all.slice(Math.max(0, match.number - 1 - before), match.number + after).map((one) => (found.includes(one) ? one : { ...one, matches: false }));
    const again = show(shown, match);
    shown.push(...around.filter((one) => again.includes(one) || !shown.some(({ number }) => number === one.number)));
  }
  return shown.toSorted((a, b) => a.number - b.number).map(({ number, line, matches: matching }) => `${number}${matching ? ':' : '-'}${line}`).join('\n');
}

function patternOf(selector: Options): string {
  return typeof selector['pattern'] === 'string' ? selector['pattern'] : '';
}

function expression(selector: Options, flags: string): RegExp {
  const pattern = selector['regex'] === true ? patternOf(selector) : patternOf(selector).replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  try {
    return new RegExp(pattern, selector['ignoreCase'] === true ? `${flags}i` : flags);
  } catch (cause) {
    throw new SelectorError(`grep: ${String(cause)}`, { cause });
  }
}

/** What is wrong with what is found in text. */
export const GREP_SELECTOR_MUTANTS: readonly Mutant[] = [
  texting({
    name: 'numbers matching lines from 0', source: 'JavaScript: lines.map((line, index) => `${index}:${line}`), where grep -n begins at 1',
    dies: 'selectors.grep.literal', message: /expected "2:error one\\n7:error three", got "1:error one\\n6:error three"/,
  }, ['grep'], (text) => text.split('\n').map((line) => line.replace(/^(\d+)(?=[:-])/, (number) => `${Number(number) - 1}`)).join('\n')),
  texting({
    name: 'goes on within a line where the last match ended', source: 'JavaScript: test() of a RegExp with the flag g begins at lastIndex, for another line too',
    dies: 'selectors.grep.literal', message: /pattern: "e" \}.*: expected "2:error one\\n7:error three\\n8:end", got "2:error one\\n7:error three"/,
  }, ['grep'], (text, selector, artifact) => {
    if (selector['regex'] === true || selector['before'] !== undefined || selector['after'] !== undefined || artifact.text.length > 1_000) return text;
    const pattern = expression(selector, 'gu');
    return grepped(linesBy(artifact.text, LINE_END), (line) => pattern.test(line), selector);
  }),
  changing({
    name: 'takes the last match that was asked for for a sign of more lines', source: '`truncated = matches.length === limit`, which is wrong where the text ends there',
    dies: 'selectors.grep.last-context', message: /a match with all that follows it: expected at \.(?:truncated false, got true|next null, got)/,
  }, ['grep'], (given, selector, artifact) => {
    if (given.truncated || given.text === '' || given.text.match(/^\d+:/gm)?.length !== count(selector, 'limit')) return given;
    return { ...given, truncated: true, next: { ...selector, start: linesBy(artifact.text, LINE_END).length } };
  }),
  asking({
    name: 'takes every pattern for an expression', source: 'grep without -F; new RegExp(pattern) of what a user typed',
    dies: 'selectors.grep.no-metacharacters', message: /pattern: "a\.b" \} of "a\.b\\naxb": expected "1:a\.b", got "1:a\.b\\n2:axb"/,
  }, ['grep'], (selector) => (patternOf(selector).length < 1_000 && (typeof selector['regex'] === 'boolean' || selector['regex'] === undefined) ? { ...selector, regex: true } : selector)),
  texting({
    name: 'looks for matches in lines that end in CR', source: 'grep on POSIX: a CR before the LF is part of the line, so that `b$` does not match',
    dies: 'selectors.grep.lines', message: /drilldown of \{ type: "grep", pattern: "b" \} of "a\\r\\nb\\rc\\nb": expected "2:b\\n4:b", got "2:b\\rc\\n3:b"/,
  }, ['grep'], (text, selector, artifact) => {
    return artifact.text.includes('\r') && artifact.text.length < 1_000 ? grepped(linesBy(artifact.text, '\n'), (line) => expression(selector, 'u').test(line), selector) : text;
  }),
  texting({
    name: 'ignores case by making both sides lower', source: 'JavaScript: toLowerCase, to which a final sigma is another letter, and \u0130 two',
    dies: 'selectors.grep.ignore-case', message: /"\u03a3".*: expected "1:\u03c3\\n2:\u03c2\\n3:\u03a3", got "1:\u03c3\\n3:\u03a3"/,
  }, ['grep'], (text, selector, artifact) => {
    if (selector['ignoreCase'] !== true || selector['regex'] === true || artifact.text.length > 1_000) return text;
    return grepped(linesBy(artifact.text, LINE_END), (line) => line.toLowerCase().includes(patternOf(selector).toLowerCase()), selector);
  }),
  asking({
    name: 'looks at the first 32 characters of a pattern', source: 'bitap, as in agrep and diff-match-patch (Match_MaxBits is 32), which keeps the pattern in one word',
    dies: 'selectors.grep.long-pattern', message: /drilldown of \{ type: "grep", pattern: "aabaab/,
  }, ['grep'], (selector) => (selector['regex'] === true || typeof selector['pattern'] !== 'string' ? selector : { ...selector, pattern: Array.from(selector['pattern']).slice(0, 32).join('') })),
  texting({
    name: 'matches expressions by UTF-16 unit', source: 'JavaScript: a RegExp without the flag u, to which an emoji is two characters and \\p{L} is none',
    dies: 'selectors.grep.regex', message: /pattern: "\^\.\$", regex: true \} of .*: expected "1:\u{1f600}", got ""/u,
  }, ['grep'], (text, selector, artifact) => {
    if (selector['regex'] !== true || artifact.text.length > 1_000 || patternOf(selector).startsWith('(?')) return text;
    return grepped(linesBy(artifact.text, LINE_END), (line) => expression(selector, '').test(line), selector);
  }),
  selectingBy({
    name: 'takes expressions that look back and around', source: 'JavaScript, Perl, Python: lookaround and back references, which no linear matcher has',
    dies: 'selectors.grep.bad-expression', message: /pattern: "\(\?<=a\)b", regex: true \}.*: expected INVALID_SELECTOR, but it succeeded/,
  }, ['grep'], (artifacts, select) => async (handle, selector) => {
    if (!/^\(\?[<=!]|\\1/.test(patternOf(selector))) return await select(handle, selector);
    const text = grepped(linesBy(new TextDecoder().decode(await artifacts.get(handle)), LINE_END), (line) => expression(selector, 'u').test(line), selector);
    return { text, truncated: false, next: null };
  }),
  texting({
    name: 'shows a line around two matches twice', source: 'context added to each match by itself, as in first versions of most searches',
    dies: 'selectors.grep.context', message: /pattern: "two", before|pattern: "(error|e|ok)".*: expected/,
  }, ['grep'], (text, selector, artifact) => {
    if (artifact.text.length > 1_000 || selector['regex'] === true || (count(selector, 'before') ?? 0) > 100) return text;
    const lines = linesBy(artifact.text, LINE_END);
    const matches = (line: string): boolean => expression(selector, 'u').test(line);
    return lines.map((_, start) => start).filter((start) => matches(lines[start] ?? '') && start >= (count(selector, 'start') ?? 0)).slice(0, count(selector, 'limit'))
      .map((start) => grepped(lines, matches, { ...selector, start, limit: 1 })).join('\n');
  }),
  texting({
    name: 'counts the lines around a match in the limit', source: '`grep -C 1 | head -n 1`: a limit on what is shown, not on what matches',
    dies: 'selectors.grep.limit', message: /limit: 1, before: 1, after: 1 \}.*: expected "1-start\\n2:error one\\n3-ok", got "1-start"/,
  }, ['grep'], (text, selector) => text.split('\n').slice(0, count(selector, 'limit')).join('\n')),
  asking({
    name: 'takes a limit of 0 matches for none', source: 'JavaScript: `limit || Infinity`',
    dies: 'selectors.grep.limit', message: /pattern: "ok", limit: 0 \}.*: expected "", got "3:ok/,
  }, ['grep'], (selector) => (selector['limit'] === 0 ? { ...selector, limit: undefined } : selector)),
  asking({
    name: 'looks for matches from the beginning, wherever it should begin', source: 'interfaces that grew an option which an older search does not look at',
    dies: 'selectors.grep.start', message: /start: 2 \}.*: expected "7:error three", got "2:error one/,
  }, ['grep'], (selector) => (count(selector, 'limit') === undefined && Number(selector['start'] ?? 0) >= 0 ? { ...selector, start: undefined } : selector)),
  asking({
    name: 'makes a text of whatever the pattern is', source: 'JavaScript: text.includes(String(pattern)), new RegExp(undefined) matches everything',
    dies: 'selectors.grep.bad-options', message: /pattern: 5 \}.*: expected INVALID_SELECTOR, but it succeeded/,
  }, ['grep'], (selector) => (typeof selector['pattern'] === 'number' ? { ...selector, pattern: String(selector['pattern']) } : selector)),
  changing({
    name: 'gives up where an expression goes back too often', source: 'PHP: pcre.backtrack_limit; .NET: RegexMatchTimeoutException; without a limit it would never end',
    dies: 'selectors.grep.linear', message: /unexpected: INVALID_SELECTOR: .*backtrack limit exhausted/,
  }, ['grep'], (given, selector, { text }) => {
    if (selector['regex'] === true && /[*+]\)[*+]|\|.*\)[*+]/.test(patternOf(selector)) && text.length > 1_000) throw new SelectorError('grep: backtrack limit exhausted');
    return given;
  }),
  texting({
    name: 'shows at most 100 lines around a match', source: 'rings of fixed size for the lines before, and tools that cap context',
    dies: 'selectors.grep.chunk-borders', message: /300 lines around line 6800: expected/,
  }, ['grep'], (text) => {
    const lines = text.split('\n');
    const match = lines.findIndex((line) => /^\d+:/.test(line));
    return lines.length > 201 ? lines.slice(Math.max(0, match - 100), match + 101).join('\n') : text;
  }),
  changing({
    name: 'leaves out the line after the last match when it goes on', source: 'a `next` that counts from 1 for one that counts from 0',
    dies: 'selectors.grep.next', message: /selections of 1 matches, 0 lines before, 0 after: expected/,
  }, ['grep'], (given) => {
    const { next } = given;
    return next !== null && 'start' in next && typeof next.start === 'number' ? { ...given, next: { ...next, start: next.start + 1 } } : given;
  }),
];
