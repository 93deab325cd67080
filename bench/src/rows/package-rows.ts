import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { installedSize } from '../measure/installed-size.ts';
import { spreadOf } from '../measure/statistics.ts';
import type { LimitRow } from '../row.ts';

const PACKAGES = ['@cw/store-core', '@cw/store-memory', '@cw/store-jsonfile', '@cw/store-sqlite'] as const;
const PEERS = ['cacache', 'unstorage', 'classic-level', '@langchain/langgraph-checkpoint-sqlite', '@event-driven-io/emmett-sqlite', '@keyv/sqlite'] as const;

const STARTS = 9;
const bench = new URL('../../', import.meta.url);
const peers = new URL('../../peers/', import.meta.url);

export const packageRows: readonly LimitRow[] = [
  ...PACKAGES.map((name) => importTime(name, bench)),
  ...PEERS.map((name) => ({ ...importTime(name, peers), long: true })),
  ...PACKAGES.map((name) => size(name, bench)),
  ...PEERS.map((name) => ({ ...size(name, peers), long: true })),
];

/** The median of several processes that import a package and nothing else. */
function importTime(name: string, from: URL): LimitRow {
  return {
    kind: 'limit', group: 'packages', id: `import/${name}`, workload: 'import', subject: name, unit: 'ms',
    async measure() {
      const times: number[] = [];
      for (let start = 0; start < STARTS; start += 1) times.push(await timeOfImport(name, from));
      return { value: spreadOf(times).median };
    },
  };
}

async function timeOfImport(name: string, from: URL): Promise<number> {
  const script = `const start = performance.now(); await import(${JSON.stringify(name)}); console.log(performance.now() - start);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: from });
  return Number(stdout.trim().split('\n').at(-1));
}

function size(name: string, from: URL): LimitRow {
  return {
    kind: 'limit', group: 'packages', id: `size/${name}`, workload: 'installed, with all that it depends on', subject: name, unit: 'MB',
    async measure() {
      const { bytes, packages } = installedSize(name, from);
      return { value: bytes / 1_048_576, detail: `${packages} packages` };
    },
  };
}
