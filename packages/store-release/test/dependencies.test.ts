import { describe, expect, test } from 'vitest';
import { readAudit } from '../src/dependencies/audit.ts';
import { licenceProblems } from '../src/dependencies/licences.ts';
import { lockfileProblems } from '../src/dependencies/lockfile.ts';

describe('licences', () => {
  test('that ask for nothing but names are allowed', () => {
    expect(licenceProblems([{ MIT: [{ name: 'a' }], ISC: [{ name: 'b' }] }, {}])).toEqual([]);
  });

  test('that ask for more are told, once', () => {
    const copyleft = { 'GPL-3.0': [{ name: 'a' }] };
    expect(licenceProblems([copyleft, copyleft])).toEqual(['a is under GPL-3.0, which src/dependencies/licences.ts does not allow']);
  });
});

describe('the lockfile', () => {
  const lockfile = (resolution: string): string => `packages:\n\n  a@1.0.0:\n    resolution: ${resolution}\n`;

  test('has packages of the registry, with their checksum', () => {
    expect(lockfileProblems(lockfile('{integrity: sha512-abc+/0==}'))).toEqual([]);
  });

  test.each(['{tarball: https://example.com/a.tgz}', '{integrity: sha512-abc==, tarball: https://example.com/a.tgz}', '{commit: 0123, repo: https://example.com/a.git, type: git}', '{integrity: sha1-abc=}'])(
    'may not have %s',
    (resolution) => {
      expect(lockfileProblems(lockfile(resolution))).toEqual([`pnpm-lock.yaml:4: a@1.0.0: ${resolution}: neither from the registry alone nor held by a checksum`]);
    },
  );
});

describe('an audit', () => {
  const advisory = (severity: string): object => ({ module_name: 'a', severity, title: 'Runs what it reads', url: 'https://example.com/1' });

  test('tells what is high or critical', () => {
    const report = JSON.stringify({ advisories: { 1: advisory('high'), 2: advisory('low') } });
    expect(readAudit(report)).toEqual({ skipped: null, problems: ['a: Runs what it reads (high), https://example.com/1'] });
  });

  test('is skipped where the registry has none', () => {
    expect(readAudit('Error: ERR_PNPM_AUDIT_BAD_RESPONSE\n\n  × The audit endpoint\n  │ responded with 405:\n').skipped).toBe(
      'the registry has no audit: Error: ERR_PNPM_AUDIT_BAD_RESPONSE  The audit endpoint responded with 405:',
    );
  });

  test('that went wrong otherwise is an error', () => {
    expect(() => readAudit('Error: no network')).toThrow('did not write a report');
  });
});
