import { describe, expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { matching } from './support/matchers.ts';
import { call } from './support/terminal.ts';

const cwd = '/';
const COMMANDS = ['inspect', 'events', 'ledger', 'artifacts', 'artifacts ls', 'artifacts get', 'artifacts put', 'artifacts select', 'search', 'verify', 'copy', 'snapshot', 'export', 'import'];

describe('the help', () => {
  test.each(['', ...COMMANDS])('of %j fits into 80 columns and has examples', async (command) => {
    const { exitCode, stdout, stderr } = await call([...command.split(' ').filter(Boolean), '--help'], { cwd });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(new RegExp(`Usage: cw-store ${command}[^]*\nExamples:\n {2}\\$ cw-store ${command}`));
  });

  test('lists every command and exit code', async () => {
    const { stdout } = await call(['--help'], { cwd });
    for (const command of COMMANDS.filter((name) => !name.includes(' '))) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(stdout).toContain('Exit codes:');
    expect((await call(['help', 'copy'], { cwd })).stdout).toContain('Usage: cw-store copy');
  });

  test('is bold on a terminal, unless NO_COLOR says otherwise', async () => {
    expect((await call(['--help'], { cwd, columns: 80 })).stdout).toContain('\u001b[1mUsage:\u001b[22m');
    expect((await call(['--help'], { cwd, columns: 80, env: { TERM: 'xterm', NO_COLOR: '1' } })).stdout).toMatch(/^Usage:/);
    expect((await call(['--help'], { cwd })).stdout).toMatch(/^Usage:/);
  });

  test('is shown on stderr where a command is missing', async () => {
    expect(await call([], { cwd })).toMatchObject({ exitCode: 2, stdout: '', stderr: matching(/^Usage: cw-store/) });
    expect(await call(['artifacts'], { cwd })).toMatchObject({ exitCode: 2, stdout: '', stderr: matching(/^Usage: cw-store artifacts/) });
  });
});

test('--version is that of the package', async () => {
  expect(await call(['--version'], { cwd })).toEqual({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: '' });
});
