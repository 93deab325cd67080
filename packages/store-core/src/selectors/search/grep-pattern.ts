import { RE2JS, RE2JSException } from 're2js';
import type { CustomSelector } from '../../contract/selector.ts';
import { SelectorError } from '../../errors.ts';
import { literalSearch } from './literal-search.ts';
import type { Find } from './literal-search.ts';

interface PatternFlags {
  readonly regex: boolean;
  readonly ignoreCase: boolean;
}

/**
 * Finds the next line that matches, in lines that each end with LF: a position in that line, or -1. `from` is where a line
 * begins. Takes time linear in the text, whatever the pattern. @throws SelectorError
 */
export function compilePattern(selector: CustomSelector, pattern: string, { regex, ignoreCase }: PatternFlags): Find {
  if (regex) return expressionSearch(compileExpression(selector, pattern, ignoreCase));
  // The search goes over many lines at once, but a match lies within one.
  if (/[\r\n]/.test(pattern)) return () => -1;
  return literalSearch(pattern, ignoreCase);
}

function compileExpression(selector: CustomSelector, pattern: string, ignoreCase: boolean): RE2JS {
  try {
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (cause) {
    if (!(cause instanceof RE2JSException)) throw cause;
    throw new SelectorError(`grep: pattern is not an RE2 expression: ${cause.message}`, {
      cause,
      details: { type: selector.type, key: 'pattern' },
    });
  }
}

/** Line by line: over several lines, `[^x]` would match a line end and `\A` only the first line. */
function expressionSearch(expression: RE2JS): Find {
  return (text, from) => {
    let start = from;
    while (start < text.length) {
      const end = text.indexOf('\n', start);
      if (expression.test(text.slice(start, end))) return start;
      start = end + 1;
    }
    return -1;
  };
}
