import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../src/packed/repository.ts';
import { unpinnedActions } from '../src/workflows/unpinned.ts';

const workflows = globSync('.github/workflows/*.yml', { cwd: REPOSITORY });

test('every action of ours is pinned by its commit', async () => {
  expect(workflows.length).toBeGreaterThan(1);
  const unpinned = await Promise.all(workflows.map(async (name) => unpinnedActions(name, await readFile(`${REPOSITORY}${name}`, 'utf8'))));
  expect(unpinned.flat()).toEqual([]);
});

test.each([
  { line: '      - uses: actions/checkout@v6', told: ['ci.yml:1: actions/checkout@v6'] },
  { line: '        uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd', told: ['ci.yml:1: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd'] },
  { line: '      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2', told: [] },
  { line: '      - uses: ./.github/actions/own', told: [] },
])('$line: $told', ({ line, told }) => {
  expect(unpinnedActions('ci.yml', line)).toEqual(told);
});
