import type { StoreError } from '../../errors.ts';
import { importStore } from '../../index.ts';
import { defineCase } from '../case.ts';
import type { ConformanceCase } from '../case.ts';
import type { CaseContext } from '../context.ts';
import { isInvalidValueAt } from '../error-shape.ts';
import { exportText, wholeExport } from '../export-lines.ts';
import { fill, utf8, wrong } from '../samples.ts';

type Line = Readonly<Record<string, unknown>>;

const SCOPE: Line = { type: 'scope', scope: 'new' };
const HEADER: Line = { type: 'header', format: 'cw-store-export', version: 1, scopes: ['new'] };
const HASH_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const REF = { contentHash: HASH_OF_ABC, handle: 'a', label: '', mediaType: 'text/plain', sizeBytes: 3 };
const ABC: readonly Line[] = [{ type: 'artifact', ref: REF }, { type: 'bytes', bytes: 'YWJj' }];

function event(offset: number, more: object = {}): Line {
  const record = { offset, id: `e${offset}`, kind: 'k', text: '', tokenEstimate: 0, sensitivity: 'public', metadata: {}, parentId: null, artifactRef: null };
  return { type: 'event', record: { ...record, ...more } };
}

function ledger(offset: number, more: object = {}): Line {
  const record = {
    offset, id: `l${offset}`, runId: 'r', turn: 0, kind: 'k', actor: 'a', payload: {}, createdAt: '2026-01-02T03:04:05.678Z',
    schemaVersion: 1, sessionId: null, modelProfile: null, modelId: null,
  };
  return { type: 'ledger', record: { ...record, ...more } };
}

function episode(episodeId: string, more: object = {}): Line {
  return { type: 'episode', record: { episodeId, summary: 's', tags: [], metadata: {}, sensitivity: 'public', ...more } };
}

function fact(factId: string, more: object = {}): Line {
  return { type: 'fact', record: { factId, key: 'k', value: 'v', tags: [], metadata: {}, sensitivity: 'public', ...more } };
}

/** Lines between the first and the last of an export with one scope, `new`, which stands on line 2; and the line at fault. */
const IN_SCOPE: readonly (readonly [what: string, lines: readonly unknown[], at: number])[] = [
  ['an unknown type', [{ type: 'note', text: 'x' }], 3],
  ['no type', [{ record: {} }], 3],
  ['an array', [[]], 3],
  ['null', [null], 3],
  ['a second first line', [HEADER], 3],
  ['a record that is none', [{ type: 'event', record: null }], 3],
  ['no record', [{ type: 'event' }], 3],
  ['an unknown member of a line', [{ ...event(1), note: 'x' }], 3],
  ['an unknown member of a record', [event(1, { note: 'x' })], 3],
  ['an event without text', [event(1, { text: undefined })], 3],
  ['an event of another sensitivity', [event(1, { sensitivity: 'secret' })], 3],
  ['an event without offset', [event(1, { offset: undefined })], 3],
  ['an event offset that is no whole number', [event(1.5)], 3],
  ['an event offset that is no safe integer', [event(1), event(2 ** 53)], 4],
  ['a record that is a string', [{ type: 'event', record: 'x' }], 3],
  ['a record that is a number', [{ type: 'ledger', record: 1 }], 3],
  ['a record that is an array', [{ type: 'fact', record: [] }], 3],
  ['an event offset that is no number', [event(1, { offset: '1' })], 3],
  ['a first event that is not offset 1', [event(2)], 3],
  ['a gap in the event offsets', [event(1), event(3)], 4],
  ['an event offset twice', [event(1), event(1, { id: 'other' })], 4],
  ['an event id twice', [event(1), event(2, { id: 'e1' })], 4],
  ['a ledger offset of 0', [ledger(0), { type: 'ledger_head', head: 1 }], 3],
  ['ledger offsets that fall', [ledger(2), ledger(1), { type: 'ledger_head', head: 2 }], 4],
  ['a ledger id twice', [ledger(1), ledger(2, { id: 'l1' }), { type: 'ledger_head', head: 2 }], 4],
  ['a ledger event without createdAt', [ledger(1, { createdAt: undefined }), { type: 'ledger_head', head: 1 }], 3],
  ['a createdAt that is none', [ledger(1, { createdAt: 'now' }), { type: 'ledger_head', head: 1 }], 3],
  ['a ledger without its head', [ledger(1)], 4],
  ['a head before the last offset', [ledger(2), { type: 'ledger_head', head: 1 }], 4],
  ['a head of 0', [{ type: 'ledger_head', head: 0 }], 3],
  ['a head that is no whole number', [{ type: 'ledger_head', head: 2.5 }], 3],
  ['a head that is no safe integer', [{ type: 'ledger_head', head: 2 ** 53 }], 3],
  ['a last line that is no last line', [{ type: 'end' }, event(1)], 3],
  ['a head that is no number', [{ type: 'ledger_head', head: '2' }], 3],
  ['two heads', [{ type: 'ledger_head', head: 2 }, { type: 'ledger_head', head: 2 }], 4],
  ['an event after the ledger', [ledger(1), { type: 'ledger_head', head: 1 }, event(1)], 5],
  ['an episode before an artifact', [episode('ep'), ...ABC], 4],
  ['a fact before an episode', [fact('f'), episode('ep')], 4],
  ['artifacts out of order', [{ type: 'artifact', ref: { ...REF, handle: 'b' } }, { type: 'bytes', bytes: 'YWJj' }, ...ABC], 5],
  ['an artifact twice', [...ABC, ...ABC], 5],
  ['a reference that is none', [{ type: 'artifact', ref: 'a' }], 3],
  ['an illegal handle', [{ type: 'artifact', ref: { ...REF, handle: 'a/b' } }], 3],
  ['bytes without an artifact', [{ type: 'bytes', bytes: 'YWJj' }], 3],
  ['bytes that are no base64', [{ type: 'artifact', ref: REF }, { type: 'bytes', bytes: 'YW*j' }], 4],
  ['base64 without its padding', [{ type: 'artifact', ref: { ...REF, sizeBytes: 2 } }, { type: 'bytes', bytes: 'YWI' }], 4],
  ['bytes that are no text', [{ type: 'artifact', ref: REF }, { type: 'bytes', bytes: 7 }], 4],
  ['an episode twice', [episode('ep'), episode('ep')], 4],
  ['an episode with an offset', [episode('ep', { offset: 1 })], 3],
  ['an episode whose tags are none', [episode('ep', { tags: 'a' })], 3],
  ['a fact twice', [fact('f'), fact('f')], 4],
  ['facts out of order', [fact('g'), fact('f')], 4],
  ['a fact without value', [fact('f', { value: undefined })], 3],
];

/** Artifacts whose bytes are not those of the reference: which of their lines is at fault is left open. */
const WRONG_BYTES: readonly (readonly [what: string, lines: readonly Line[]])[] = [
  ['no bytes', [{ type: 'artifact', ref: REF }]],
  ['too few bytes', [{ type: 'artifact', ref: REF }, { type: 'bytes', bytes: 'YWI=' }]],
  ['too many bytes', [...ABC, { type: 'bytes', bytes: 'YWJj' }]],
  ['other bytes', [{ type: 'artifact', ref: REF }, { type: 'bytes', bytes: 'YWJk' }]],
  ['bytes of an artifact that says it has none', [{ type: 'artifact', ref: { ...REF, sizeBytes: 0 } }, { type: 'bytes', bytes: 'YWJj' }]],
  ['no bytes, and the hash of others', [{ type: 'artifact', ref: { ...REF, sizeBytes: 0 } }]],
];

/** Whole exports that are none, and the line at fault. */
const WHOLE: readonly (readonly [what: string, lines: readonly unknown[], at: number])[] = [
  ['nothing', [], 1],
  ['an empty line', ['\n'], 1],
  ['what is no JSON', ['{"type":"header"\n'], 1],
  ['a line that is no string', [7], 1],
  ['another format', exportText([{ ...HEADER, format: 'other' }, SCOPE, { type: 'end', lines: 2 }]), 1],
  ['a later version', exportText([{ ...HEADER, version: 2 }, SCOPE, { type: 'end', lines: 2 }]), 1],
  ['a first line without scopes', exportText([{ ...HEADER, scopes: undefined }, SCOPE, { type: 'end', lines: 2 }]), 1],
  ['a first line whose scopes are no list', exportText([{ ...HEADER, scopes: 'new' }, SCOPE, { type: 'end', lines: 2 }]), 1],
  ['a first line with an unknown member', exportText([{ ...HEADER, note: 'x' }, SCOPE, { type: 'end', lines: 2 }]), 1],
  ['a first line with a scope that is none', exportText([{ ...HEADER, scopes: [''] }, SCOPE, { type: 'end', lines: 2 }]), 1],
  ['no first line', exportText([SCOPE, { type: 'end', lines: 1 }]), 1],
  ['a record before its scope', exportText([HEADER, event(1)]), 2],
  ['another scope than was announced', exportText([HEADER, { type: 'scope', scope: 'other' }, { type: 'end', lines: 2 }]), 2],
  ['a scope that was not announced', wholeExport(['new'], [SCOPE, event(1), { type: 'scope', scope: 'other' }]), 4],
  ['a scope twice', wholeExport(['new'], [SCOPE, event(1), SCOPE]), 4],
  ['scopes out of order', wholeExport(['new', 'a'], [SCOPE, event(1), { type: 'scope', scope: 'a' }, event(1)]), 1],
  ['a first line with a scope twice', wholeExport(['new', 'new'], [SCOPE, event(1), SCOPE, event(1)]), 1],
  ['a line without a type', exportText([HEADER, SCOPE, { record: {} }]), 3],
  ['a line whose type is no string', exportText([HEADER, SCOPE, { type: 5 }]), 3],
  ['a line that is a string', ['"header"\n'], 1],
  ['a line that is null', ['null\n'], 1],
  ['an announced scope that does not come', wholeExport(['new', 'other'], [SCOPE, event(1)]), 4],
  ['no last line', exportText([HEADER, SCOPE, event(1)]), 4],
  ['a last line that counts too many', exportText([HEADER, SCOPE, event(1), { type: 'end', lines: 4 }]), 4],
  ['a last line that counts too few', exportText([HEADER, SCOPE, event(1), { type: 'end', lines: 2 }]), 4],
  ['a line after the last', [...wholeExport(['new'], [SCOPE, event(1)]), ...exportText([event(2)])], 5],
];

const badInScope = IN_SCOPE.map(([what, lines, at]) => [what, wholeExport(['new'], [SCOPE, ...lines.map((line) => wrong<object>(line))]), at] as const);

/** The line is in the path and the details; the cause is there exactly where something else went wrong first. */
function isBadLine(kit: CaseContext, error: StoreError, line: number, what: string): void {
  isInvalidValueAt(kit.expect, error, `line ${line}`, what);
  kit.expect.equal(error.details['line'], line, `${what}: details.line`);
  if (what.includes('no JSON')) kit.expect.ok(error.cause instanceof SyntaxError, `${what}: the cause is what JSON.parse threw`);
  if (what.includes('unknown type')) kit.expect.ok(!Object.hasOwn(error, 'cause'), `${what}: there is no cause`);
}

/** Lines that are no export: refused by the line at fault, and nothing stays of what was written before it. */
export const transferBadLinesCases: readonly ConformanceCase[] = [
  defineCase('transfer.bad-lines.whole', 'transfer.bad-lines', 'what is no export is INVALID_VALUE by its line, and writes nothing', async (kit) => {
    const store = await kit.open();
    await fill(store);
    for (const [what, lines, at] of WHOLE) {
      await kit.expect.unchanged(store, async () => {
        const error = await kit.expect.rejects(async () => await importStore(store, wrong(lines)), 'INVALID_VALUE', what);
        isBadLine(kit, error, at, what);
      }, what);
    }
  }),
  defineCase('transfer.bad-lines.records', 'transfer.bad-lines', 'a line out of its place or with bad content is INVALID_VALUE by its line, and all is taken back', async (kit) => {
    const store = await kit.open();
    await fill(store);
    for (const [what, lines, at] of badInScope) {
      await kit.expect.unchanged(store, async () => {
        const error = await kit.expect.rejects(async () => await importStore(store, lines), 'INVALID_VALUE', what);
        isBadLine(kit, error, at, what);
      }, what);
    }
  }),
  defineCase('transfer.bad-lines.bytes', 'transfer.bad-lines', 'bytes that are not those of their reference are INVALID_VALUE, and all is taken back', async (kit) => {
    const store = await kit.open();
    await fill(store);
    for (const [what, lines] of WRONG_BYTES) {
      await kit.expect.unchanged(store, async () => {
        const whole = wholeExport(['new'], [SCOPE, event(1), ...lines, fact('f')]);
        const { details } = await kit.expect.rejects(async () => await importStore(store, whole), 'INVALID_VALUE', what);
        kit.expect.ok(['line 4', 'line 5', 'line 6'].includes(String(details['path'])), `${what}: the error names the line, as ${String(details['path'])}`);
      }, what);
    }
  }),
  defineCase('transfer.bad-lines.any-layout', 'transfer.format', 'lines need not be canonical to be read', async (kit) => {
    const store = await kit.open();
    const lines = wholeExport(['new'], [SCOPE, event(1), ...ABC]).map((line) => `  ${JSON.stringify(JSON.parse(line), null, 1).replaceAll('\n', ' ')}\r\n`);
    await importStore(store, lines);
    kit.expect.equal(await store.withScope('new').artifacts.get('a'), utf8('abc'), 'the artifact');
    kit.expect.equal((await store.withScope('new').events.get('e1')).offset, 1, 'the offset of the event');
  }),
];
