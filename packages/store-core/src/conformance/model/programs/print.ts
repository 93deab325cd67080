import { Pieces } from './pieces.ts';
import type { Call, Program, Step } from './steps.ts';

/** A program, one command a line, indented by 2. */
export function printProgram(program: Program): string {
  return program.map((step) => `  ${printStep(step)}`).join('\n');
}

/** A command as the line of a program that does it. */
function printStep(step: Step): string {
  switch (step.kind) {
    case 'call':
      return `await ${printCall(step)};`;
    case 'together':
      if (step.calls.length === 1 && !step.close) return step.calls.map((call) => `await ${printCall(call)};`).join('');
      return `await Promise.allSettled([${[...step.calls.map(printCall), ...(step.close ? ['store.close()'] : [])].join(', ')}]);`;
    case 'scopes':
    case 'verify':
      return `await ${receiver(step.scope)}.${step.kind}();`;
    case 'export':
      return 'await exportStore(store);';
    case 'view':
      return `view(${printValue(step.scope)}) = store.withScope(${printValue(step.scope)});`;
    case 'closeView':
      return `await view(${printValue(step.scope)}).close();`;
    case 'close':
      return 'await store.close();';
    case 'reopen':
      return `store = await reopen(${step.readOnly ? printValue({ scope: step.scope, readOnly: true }) : printValue({ scope: step.scope })});`;
    case 'move':
      return `store = await copied(store, ${printValue({ scope: step.scope })});`;
    case 'tick':
      return `clock.advance(${step.milliseconds});`;
  }
}

function printCall({ scope, ownView, room, method, args }: Call): string {
  const given = args.slice(0, args.findLastIndex((arg) => arg !== undefined) + 1);
  return `${ownView === true ? `store.withScope(${printValue(scope)})` : receiver(scope)}.${room}.${method}(${given.map(printValue).join(', ')})`;
}

function receiver(scope: string): string {
  return scope === 'default' ? 'store' : `view(${printValue(scope)})`;
}

/** A value as an expression of TypeScript. */
function printValue(value: unknown): string {
  if (typeof value === 'string') return printString(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return '() => 1';
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? '-0' : String(value);
  if (value instanceof Uint8Array) return printBytes(value);
  if (value instanceof Pieces) return `${value.form}(${[...value.pieces.map(printBytes), ...(value.fault === null ? [] : [value.fault])].join(', ')})`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (Array.isArray(value)) return value.length > 100 ? `Array(${value.length})` : `[${value.map(printValue).join(', ')}]`;
  if (Object.getPrototypeOf(value) !== Object.prototype) return `new ${value.constructor.name}()`;
  const members = Object.entries(value).map(([key, member]) => `${printKey(key)}: ${printValue(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function printKey(key: string): string {
  if (key === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

function printBytes(bytes: Uint8Array): string {
  if (bytes.length > 40) return `bytes(/* ${bytes.length} */)`;
  return `Uint8Array.of(${Array.from(bytes, (byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(', ')})`;
}

/** What is long is a repetition. */
function printString(value: string): string {
  const [, unit = value] = /^([^]{1,5}?)\1+$/.exec(value) ?? [];
  return value.length > 40 && unit !== value ? `${quoted(unit)}.repeat(${value.length / unit.length})` : quoted(value);
}

/** In ASCII: what looks alike is not the same. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
