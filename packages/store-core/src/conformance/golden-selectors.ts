import type { Selector } from '../contract/selector.ts';

/** An input, a selector, and the text that it must give, to the character. */
export interface GoldenSelector {
  readonly id: string;
  readonly title: string;
  /** Base64. */
  readonly input: string;
  readonly selector: Selector;
  readonly output: string;
}

/** Recorded from another implementation, in Python: not what this one happened to give. Never changed. */
export const GOLDEN_SELECTORS: readonly GoldenSelector[] = [
  {
    id: 'head-default-500', title: 'chars is 500 unless told',
    input: 'eHh4'.repeat(200),
    selector: { type: 'head' },
    output: 'x'.repeat(500),
  },
  {
    id: 'head-astral', title: 'code points count, not UTF-16 units',
    input: 'YfCfmIBi8J+YgWM=',
    selector: { type: 'head', chars: 3 },
    output: 'a\u{1f600}b',
  },
  {
    id: 'head-combining', title: 'code points count, not graphemes; nothing is composed',
    input: 'ZcyB4oCNw6k=',
    selector: { type: 'head', chars: 1 },
    output: 'e',
  },
  {
    id: 'head-zero', title: '0 is nothing',
    input: 'YWJj',
    selector: { type: 'head', chars: 0 },
    output: '',
  },
  {
    id: 'head-bom', title: 'a byte-order mark is kept and counts as one',
    input: '77u/YWJj',
    selector: { type: 'head', chars: 2 },
    output: '\ufeffa',
  },
  {
    id: 'head-invalid-utf8', title: 'invalid bytes are one U+FFFD for each maximal part of a character',
    input: 'Yf/wn5hi4oLDKO2ggHo=',
    selector: { type: 'head', chars: 100 },
    output: 'a\ufffd\ufffdb\ufffd\ufffd(\ufffd\ufffd\ufffdz',
  },
  {
    id: 'head-nul', title: 'NUL is kept',
    input: 'YQBi',
    selector: { type: 'head', chars: 3 },
    output: 'a\u0000b',
  },
  {
    id: 'lines-trailing-newline', title: 'a final line end adds no empty line',
    input: 'YQpiCg==',
    selector: { type: 'lines' },
    output: 'a\nb',
  },
  {
    id: 'lines-blank-middle', title: 'empty lines are kept, only the final line end is absorbed',
    input: 'YQoKDQoKYgoK',
    selector: { type: 'lines' },
    output: 'a\n\n\n\nb\n',
  },
  {
    id: 'lines-empty', title: 'nothing has no lines',
    input: '',
    selector: { type: 'lines' },
    output: '',
  },
  {
    id: 'lines-out-of-range', title: 'the end clamps',
    input: 'YQpiCmM=',
    selector: { type: 'lines', start: 1, end: 99 },
    output: 'b\nc',
  },
  {
    id: 'rows-tsv', title: 'rows of plain text are its lines',
    input: 'aDEJaDIKMQkyCjMJNAo=',
    selector: { type: 'rows', start: 0, end: 2 },
    output: 'h1\th2\n1\t2',
  },
  {
    id: 'json-basic-sorted', title: 'keys sorted at every depth, indented by 2, [] and {} on one line',
    input: 'eyJiIjoxLCJhIjpbMSx7InoiOjEsInkiOltdfV0sImMiOnt9fQ==',
    selector: { type: 'json_keys', keys: ['c', 'b', 'a'] },
    output: '{\n  "a": [\n    1,\n    {\n      "y": [],\n      "z": 1\n    }\n  ],\n  "b": 1,\n  "c": {}\n}',
  },
  {
    id: 'json-dup-keys', title: 'the last of equal keys counts',
    input: 'eyJrIjoxLCJrIjoyfQ==',
    selector: { type: 'json_keys', keys: ['k'] },
    output: '{\n  "k": 2\n}',
  },
  {
    id: 'json-missing-keys', title: 'keys that are missing are left out',
    input: 'eyJhIjoxfQ==',
    selector: { type: 'json_keys', keys: ['zz'] },
    output: '{}',
  },
  {
    id: 'json-array-root', title: 'of an array there is nothing',
    input: 'W3siYSI6MX1d',
    selector: { type: 'json_keys', keys: ['a'] },
    output: '',
  },
  {
    id: 'json-invalid', title: 'of what is not JSON there is nothing',
    input: 'bm90IGpzb24=',
    selector: { type: 'json_keys', keys: ['a'] },
    output: '',
  },
  {
    id: 'json-trailing', title: 'of JSON with something after it there is nothing',
    input: 'eyJhIjoxfSB4',
    selector: { type: 'json_keys', keys: ['a'] },
    output: '',
  },
  {
    id: 'json-null-bool', title: 'null, booleans and the empty string are members like others',
    input: 'eyJhIjpudWxsLCJiIjp0cnVlLCJjIjpmYWxzZSwiZCI6IiJ9',
    selector: { type: 'json_keys', keys: ['a', 'b', 'c', 'd'] },
    output: '{\n  "a": null,\n  "b": true,\n  "c": false,\n  "d": ""\n}',
  },
];
