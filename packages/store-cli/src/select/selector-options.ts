import type { Selector } from '@cw/store-core';
import { usageError } from '../errors/cli-error.ts';
import type { Range } from '../options/values.ts';

/** Every way to say which part of an artifact is wanted. */
export interface SelectorOptions {
  readonly selector?: string | undefined;
  readonly head?: number | true | undefined;
  readonly tail?: number | true | undefined;
  readonly lines?: Range | undefined;
  readonly rows?: Range | undefined;
  readonly bytes?: Range | undefined;
  readonly key?: readonly string[] | undefined;
  readonly pointer?: string | undefined;
  readonly grep?: string | undefined;
  readonly outline?: true | undefined;
  readonly column?: readonly string[] | undefined;
  readonly delimiter?: string | undefined;
  readonly header?: true | undefined;
  readonly regex?: true | undefined;
  readonly ignoreCase?: true | undefined;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly context?: number | undefined;
  readonly limit?: number | undefined;
}

type Way = 'selector' | 'head' | 'tail' | 'lines' | 'rows' | 'bytes' | 'key' | 'pointer' | 'grep' | 'outline';
type Refinement = Exclude<keyof SelectorOptions, Way>;

const WAYS: readonly Way[] = ['selector', 'head', 'tail', 'lines', 'rows', 'bytes', 'key', 'pointer', 'grep', 'outline'];

const OF_ROWS: readonly Refinement[] = ['column', 'delimiter', 'header'];
const OF_GREP: readonly Refinement[] = ['regex', 'ignoreCase', 'before', 'after', 'context', 'limit'];

/** The selector that the options say; JSON goes to the store as it is, which checks it. @throws CliError for none, for two, and for a refinement of another one */
export function selectorFrom(options: SelectorOptions): Selector {
  const [way, other] = WAYS.filter((name) => options[name] !== undefined);
  if (way === undefined) throw usageError('say which part to select: --outline, --head, --grep ..., or --selector JSON', '`cw-store artifacts select --help` shows every selector');
  if (other !== undefined) throw usageError(`${flag(other)}: does not go with ${flag(way)}; select one part at a time`);
  for (const [owner, refinements] of [['rows', OF_ROWS], ['grep', OF_GREP]] as const) {
    const stray = refinements.find((name) => options[name] !== undefined);
    if (stray !== undefined && way !== owner) throw usageError(`${flag(stray)}: is only for ${flag(owner)}`);
  }
  return build(options);
}

function build({ selector, head, tail, lines, rows, bytes, key, pointer, grep, ...refined }: SelectorOptions): Selector {
  if (selector !== undefined) return parseSelector(selector);
  if (head !== undefined) return { type: 'head', ...(head === true ? {} : { chars: head }) };
  if (tail !== undefined) return { type: 'tail', ...(tail === true ? {} : { chars: tail }) };
  if (lines !== undefined) return { type: 'lines', ...lines };
  if (rows !== undefined) return { type: 'rows', ...rows, columns: refined.column?.map(toColumn), delimiter: toDelimiter(refined.delimiter), header: refined.header };
  if (bytes !== undefined) return { type: 'bytes', ...bytes };
  if (key !== undefined) return { type: 'json_keys', keys: key };
  if (pointer !== undefined) return { type: 'json_pointer', pointer };
  if (grep === undefined) return { type: 'outline' };
  const { regex, ignoreCase, context, before = context, after = context, limit } = refined;
  return { type: 'grep', pattern: grep, regex, ignoreCase, before, after, limit };
}

function parseSelector(text: string): Selector {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the store refuses what is no selector
    return JSON.parse(text) as Selector;
  } catch (cause) {
    throw usageError(`--selector: is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`, `as --selector '{"type":"head","chars":200}'`);
  }
}

/** A column by its index, if it is written as a number. */
function toColumn(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text;
}

/** A tab is hard to type. */
function toDelimiter(text: string | undefined): string | undefined {
  return text === String.raw`\t` || text === 'tab' ? '\t' : text;
}

/** As it is written: the names of options are those of their flags in camel case. */
function flag(name: Way | Refinement): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
