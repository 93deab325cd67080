import type { ArtifactSource, CustomSelection, CustomSelector, SelectorDefinition } from '../contract/selector.ts';
import { Breather } from '../engine/breather.ts';
import { compilePattern } from './search/grep-pattern.ts';
import { GrepReport } from './search/grep-report.ts';
import { LineAssembler } from './text/line-assembler.ts';
import { decodeLinesFrom } from './text/line-text.ts';
import type { Find } from './search/literal-search.ts';
import { checkKeys, countOption, flagOption, refuse, textOption } from './selector-options.ts';

interface GrepOptions extends CustomSelector {
  readonly type: 'grep';
  readonly find: Find;
  readonly before: number;
  readonly after: number;
  readonly limit: number | undefined;
  readonly start: number;
  /** The selector as it was given, for `next`. */
  readonly given: CustomSelector;
}

/** Lines are searched in portions of about so many UTF-16 units: an expression may be slow, and the event loop must have its turns. */
const PORTION_UNITS = 4096;

/**
 * Lines that match, as `N:line`, and `before` and `after` lines around them (default 0), as `N-line`: counted from 1, in
 * order, each once, and nothing between groups. A pattern matches within a line; its line end is no part of it.
 *
 * Reading stops at the end of the `limit`th match's context, or where the next match cuts that short. `truncated` says
 * that lines follow that were not searched, and `next` begins with the first of them (`start`): lines before it are
 * context no more, so that all selections in a row show what one without a limit shows. `limit: 0` shows nothing and has
 * no `next`. A match and its context are never cut by the limit on a selection's text.
 *
 * `ignoreCase` goes by Unicode's simple case folding, for literal text and for expressions, whatever the locale.
 * @throws SelectorError for an expression that RE2 does not take, and if a line that is searched, or a match with its context,
 * is longer than a selection may be.
 */
export const grepSelector: SelectorDefinition<GrepOptions> = {
  type: 'grep',
  parse(selector): GrepOptions {
    checkKeys(selector, ['pattern', 'regex', 'ignoreCase', 'before', 'after', 'limit', 'start']);
    const pattern = textOption(selector, 'pattern');
    // Half a surrogate pair would be found in the middle of a character.
    if (!pattern.isWellFormed()) throw refuse(selector, 'pattern', 'contains a lone surrogate, which no text contains');
    const regex = flagOption(selector, 'regex', false);
    const ignoreCase = flagOption(selector, 'ignoreCase', false);
    return {
      type: 'grep',
      find: compilePattern(selector, pattern, { regex, ignoreCase }),
      before: countOption(selector, 'before', 0),
      after: countOption(selector, 'after', 0),
      limit: countOption(selector, 'limit', undefined),
      start: countOption(selector, 'start', 0),
      given: selector,
    };
  },
  select,
};

async function select(source: ArtifactSource, options: GrepOptions): Promise<CustomSelection> {
  if (options.limit === 0) return { text: '', truncated: source.ref.sizeBytes > 0, next: null };
  const report = new GrepReport(options);
  const assembler = new LineAssembler('grep');
  const breather = new Breather();
  const search = async (lines: string): Promise<void> => {
    for (const portion of portions(lines)) {
      reportOn(portion, options.find, report);
      await breather.breathe();
    }
  };
  for await (const text of decodeLinesFrom(source.bytes(), options.start)) {
    // Lines that are not to be shown may be of any length.
    if (report.satisfied) report.leaveRest();
    else await search(assembler.add(text));
    if (report.stopped) break;
  }
  await search(assembler.finish());
  return report.selection((start) => ({ ...options.given, start }));
}

/** Whole lines, each with its LF, in the same order. */
function* portions(lines: string): Generator<string, void, undefined> {
  let at = 0;
  while (at < lines.length) {
    const end = lines.indexOf('\n', Math.min(at + PORTION_UNITS, lines.length) - 1) + 1;
    yield lines.slice(at, end);
    at = end;
  }
}

/** Tells the report of lines that each end with LF, until there is nothing more to show. */
function reportOn(lines: string, find: Find, report: GrepReport): void {
  let at = 0;
  while (at < lines.length && !report.stopped) {
    if (report.satisfied) return report.leaveRest();
    const found = find(lines, at);
    const begin = found === -1 ? lines.length : startOfLine(lines, found);
    report.addOthers(lines.slice(at, begin));
    if (found === -1) return;
    const end = lines.indexOf('\n', found);
    report.addMatch(lines.slice(begin, end));
    at = end + 1;
  }
}

function startOfLine(lines: string, position: number): number {
  return position === 0 ? 0 : lines.lastIndexOf('\n', position - 1) + 1;
}
