import fc from 'fast-check';
import { mapLeaves } from './map-leaves.ts';
import type { Call, Program, Step } from './steps.ts';

/*
 * Programs are made with plain names, and then some of them are replaced throughout by names that are easily taken for one another: few
 * names in one program, so that they meet, and in all programs every kind of trouble.
 */

/** Ids as programs are made with them; the first three may be replaced. */
export const IDS: readonly string[] = ['i1', 'i2', 'i3', 'i4', 'i5', 'i6'];
/** Handles, likewise. */
export const HANDLES: readonly string[] = ['h1', 'h2', 'h3'];

type Three = readonly [string, string, string];

const ID_NAMES: readonly Three[] = [
  ['i1', 'i2', 'i3'], ['a', 'A', '\u00e1'], ['\u00e9', 'e\u0301', 'e'], ['\uff5e', '\u{1f600}', '\ue000'], ['%', '_', 'i%'], ['1', '01', '1.0'],
  ['__proto__', 'constructor', 'null'], ['a', ' a', 'a '], ['x'.repeat(512), `${'x'.repeat(511)}y`, '\u{1f600}'.repeat(128)], ['a\n', '../a', 'a\'b"'],
  ['\ufeffa', 'a', 'a\u200b'], ['\uffff', '\u{10ffff}', '\u0001'],
];
const HANDLE_NAMES: readonly Three[] = [
  ['h1', 'h2', 'h3'], ['a', 'A', '\u00e1'], ['\u00e9', 'e\u0301', 'e'], ['\uff5e', '\u{1f600}', '\ue000'], ['r:%', 'r:_', 'r:1'], ['CON', 'con', 'nul.txt'],
  ['.x', 'a.', '%2f'], ['x'.repeat(512), `${'x'.repeat(511)}y`, '\u00e9'.repeat(250)], ['a', 'a.json', 'a.data'], ['__proto__', 'constructor', '~a'], [' ', 'a ', 'a'],
];

/** Programs in which the plain names may have been replaced. */
export function renamed(programs: fc.Arbitrary<Program>): fc.Arbitrary<Program> {
  const named = fc.tuple(fc.constantFrom(...ID_NAMES), fc.constantFrom(...HANDLE_NAMES));
  return fc.tuple(named, programs).map(([[ids, handles], program]) => {
    const names = new Map<unknown, string>([...[...ids.entries()].map(pairWith(IDS)), ...[...handles.entries()].map(pairWith(HANDLES))]);
    return program.map((step) => rename(step, (name) => names.get(name) ?? name));
  });
}

function pairWith(plain: readonly string[]): (entry: [number, string]) => [string, string] {
  return ([index, name]) => [plain[index] ?? name, name];
}

function rename(step: Step, leaf: (name: unknown) => unknown): Step {
  const renameCall = (call: Call): Call => ({ ...call, args: call.args.map((arg) => mapLeaves(arg, leaf)) });
  if (step.kind === 'call') return renameCall(step);
  return step.kind === 'together' ? { ...step, calls: step.calls.map(renameCall) } : step;
}
