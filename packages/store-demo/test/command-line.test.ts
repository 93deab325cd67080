import { expect, test } from 'vitest';
import { parseCommandLine, UsageError } from '../src/command-line.ts';

test('without arguments, the agent runs on SQLite in a temporary folder', () => {
  expect(parseCommandLine([])).toEqual({ adapter: 'sqlite', importFile: undefined, store: undefined, keep: false, help: false });
});

test('two dashes that pnpm hands on are no argument', () => {
  expect(parseCommandLine(['--', '--adapter', 'memory'])).toMatchObject({ adapter: 'memory' });
});

test.each([
  { args: ['--adapter', 'redis'], message: '--adapter: must be one of sqlite, jsonfile, memory, not "redis"' },
  { args: ['--adaptor', 'sqlite'], message: '--adaptor' },
  { args: ['--adapter'], message: '--adapter' },
  { args: ['sessions.jsonl'], message: 'sessions.jsonl' },
  { args: ['--import='], message: '--import: must not be empty' },
  { args: ['--adapter', 'memory', '--store', 'x'], message: 'the memory adapter keeps nothing' },
  { args: ['--adapter', 'memory', '--keep'], message: 'the memory adapter keeps nothing' },
  { args: ['--store', 'x', '--keep'], message: '--keep: what --store names is always kept' },
])('$args is refused', ({ args, message }) => {
  expect(() => parseCommandLine(args)).toThrow(UsageError);
  expect(() => parseCommandLine(args)).toThrow(message);
});
