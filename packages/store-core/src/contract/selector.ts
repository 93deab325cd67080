import type { ArtifactRef } from './artifact-store.ts';

/** The first N code points. */
export interface HeadSelector {
  /** The name of this selector. */
  readonly type: 'head';
  /** How many code points. Default: 500. */
  readonly chars?: number | undefined;
  /** The byte to begin at, as a `next` gives it. Default: 0. */
  readonly start?: number | undefined;
}

/** The last N code points. */
export interface TailSelector {
  /** The name of this selector. */
  readonly type: 'tail';
  /** How many code points. Default: 500. */
  readonly chars?: number | undefined;
}

/** Lines [start, end), from 0. Lines end at LF, CRLF or CR and are joined with LF. */
export interface LinesSelector {
  /** The name of this selector. */
  readonly type: 'lines';
  /** The first line, from 0. Default: 0. */
  readonly start?: number | undefined;
  /** The line before which to stop. Default: after the last line. */
  readonly end?: number | undefined;
}

/** Records [start, end) of CSV or TSV (RFC 4180), written out again. */
export interface RowsSelector {
  /** The name of this selector. */
  readonly type: 'rows';
  /** The first record, from 0. Default: 0. */
  readonly start?: number | undefined;
  /** The record before which to stop. Default: after the last record. */
  readonly end?: number | undefined;
  /** Columns to keep, in this order, by name (of the header) or by index from 0. Default: all. */
  readonly columns?: readonly (string | number)[] | undefined;
  /** One character. Default: told from the media type and the first line. */
  readonly delimiter?: string | undefined;
  /** Whether the first record names the columns; then it is not counted and comes first in the result. Default: true where a column is given by name, otherwise false. */
  readonly header?: boolean | undefined;
}

/** Members of a JSON object, keys sorted, indented by 2, number text as written. */
export interface JsonKeysSelector {
  /** The name of this selector. */
  readonly type: 'json_keys';
  /** The members to keep; one that the object does not have is left out. */
  readonly keys: readonly string[];
}

/** The value at an RFC 6901 pointer: a string as its text, anything else as JSON. */
export interface JsonPointerSelector {
  /** The name of this selector. */
  readonly type: 'json_pointer';
  /** Such as `/rows/0/name`; `''` is the whole document. */
  readonly pointer: string;
}

/** Matching lines as `N:line`, lines around them as `N-line`, counted from 1. */
export interface GrepSelector {
  /** The name of this selector. */
  readonly type: 'grep';
  /** Literal text, or with `regex` an RE2 expression: linear time whatever it is. */
  readonly pattern: string;
  /** Whether `pattern` is an expression. Default: false. */
  readonly regex?: boolean | undefined;
  /** Whether letters match in either case, by Unicode's simple case folding, for literal text as for expressions. Default: false. */
  readonly ignoreCase?: boolean | undefined;
  /** Lines shown before a match. Default: 0. */
  readonly before?: number | undefined;
  /** Lines shown after a match. Default: 0. */
  readonly after?: number | undefined;
  /** Stop after this many matching lines. Default: all. */
  readonly limit?: number | undefined;
  /** The line to begin at, from 0, as a `next` gives it. Default: 0. */
  readonly start?: number | undefined;
}

/** Bytes [start, end), decoded. */
export interface BytesSelector {
  /** The name of this selector. */
  readonly type: 'bytes';
  /** The first byte, from 0. Default: 0. */
  readonly start?: number | undefined;
  /** The byte before which to stop. Default: the end. */
  readonly end?: number | undefined;
}

/** What is in it: media type, size, lines; for JSON its shape, for CSV its columns and row count. */
export interface OutlineSelector {
  /** The name of this selector. */
  readonly type: 'outline';
}

/** Which part of an artifact to read. Text is UTF-8; invalid bytes read as U+FFFD, a byte-order mark is kept. */
export type Selector =
  | HeadSelector
  | TailSelector
  | LinesSelector
  | RowsSelector
  | JsonKeysSelector
  | JsonPointerSelector
  | GrepSelector
  | BytesSelector
  | OutlineSelector;

/** A selector that a {@link SelectorDefinition} of the store's `selectors` option understands. */
export interface CustomSelector {
  /** The `type` of the definition that understands it. */
  readonly type: string;
  /** What the definition takes. */
  readonly [option: string]: unknown;
}

/** What a selector picked. */
export interface Selection {
  /** The text that was picked. */
  text: string;
  /** Whether the artifact holds more than the text shows. */
  truncated: boolean;
  /** Continues where the text stopped; null where nothing follows. */
  next: Selector | null;
}

/** What a selector of the user's own picked; its `next` may be one as well. */
export interface CustomSelection extends Omit<Selection, 'next'> {
  /** Continues where the text stopped; null where nothing follows. */
  next: Selector | CustomSelector | null;
}

/** An artifact as a selector reads it. */
export interface ArtifactSource {
  /** What is known of the artifact without reading it. */
  readonly ref: ArtifactRef;
  /** Bytes [start, end), verified, in pieces of at most 128 KiB. Break off the loop and nothing more is read. */
  bytes(start?: number, end?: number): AsyncIterable<Uint8Array>;
}

/** A kind of selector: how its options are checked, and how it reads. */
export interface SelectorDefinition<Options extends CustomSelector = CustomSelector> {
  /** The name by which selectors ask for it; none of the built-in ones. */
  readonly type: string;
  /** Checks a selector from outside and fills in its defaults; throws SelectorError for what it does not take. */
  parse(selector: CustomSelector): Options;
  /** Reads as far as it needs to, and gives the text. @throws SelectorError for content that it cannot read. */
  select(source: ArtifactSource, selector: Options): Promise<CustomSelection>;
}
