import { existsSync, globSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ROOT } from '../pages.ts';
import type { Command } from './commands.ts';

/** Where a block's commands work: on an SQLite store and on a store of JSON files, both filled. */
export interface Places {
  readonly database: string;
  readonly folder: string;
}

type Check = (words: readonly string[], places: Places) => string | null;

/** Commands of the system that are told apart from misspellings only. */
const SYSTEM = ['cat', 'git', 'rm', 'tail'];

/** What npm can do without our packages. */
const NPM_COMMANDS = ['audit', 'deprecate', 'init', 'pkg', 'view'];

/** What pnpm can do by itself. */
const PNPM_COMMANDS = ['exec', 'install', 'list'];

/** What the command-line tool can do. */
const CLI_COMMANDS = ['inspect', 'events', 'ledger', 'artifacts', 'verify', 'copy', 'snapshot', 'export', 'import', 'search'];

/** What is of interest in a package.json. */
interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly bin?: object;
  readonly scripts?: object;
}

const { scripts = {} } = readManifest('package.json');
const packages = new Map(globSync('packages/*/package.json', { cwd: ROOT }).map(readManifest).map((each) => [each.name, each]));

const CHECKS: Readonly<Record<string, Check>> = {
  npm: ([verb, ...names]) => {
    if (NPM_COMMANDS.includes(verb ?? '')) return null;
    if (verb !== 'install') return `npm ${verb} is not known`;
    const unknown = names.find((name) => !packages.has(name) || packages.get(name)?.private === true);
    return unknown === undefined ? null : `npm cannot install ${unknown}`;
  },
  npx: (words, places) => {
    const rest = words.filter((word, index) => word !== '-y' && word !== '-p' && words[index - 1] !== '-p');
    const [name = '', ...others] = rest;
    if (name === '@cw/store-cli') return checkTool(others);
    if (name === 'pnpm') return CHECKS['pnpm']?.(others, places) ?? null;
    const bins = [...packages.values()].flatMap((each) => Object.keys(each.bin ?? {}));
    return bins.includes(name) ? null : `no package has the program ${name}`;
  },
  pnpm: ([first = '', ...rest]) => {
    if (PNPM_COMMANDS.includes(first)) return null;
    if (first !== '--filter') return first in scripts ? null : `package.json has no script ${first}`;
    const [name = '', script = ''] = rest;
    return script in (packages.get(name)?.scripts ?? {}) ? null : `${name} has no script ${script}`;
  },
  'cw-store': checkTool,
  // Run as it stands, on a store.
  sqlite3: ([, query = ''], { database }) => {
    const connection = new DatabaseSync(database, { readOnly: true });
    try {
      return connection.prepare(query).all().length > 0 ? null : `the query finds nothing: ${query}`;
    } catch (error) {
      return String(error);
    } finally {
      connection.close();
    }
  },
  // Not everybody has it: the files must be there, and have the members that it asks for.
  jq: ([, filter = '', pattern = ''], { folder }) => {
    const files = globSync(pattern.replace(/^[^/]+\//, ''), { cwd: folder });
    const text = files.map((file) => readFileSync(`${folder}/${file}`, 'utf8')).join('');
    const missing = [...filter.matchAll(/\.(\w+)/g)].map(([, member = '']) => member).find((member) => !text.includes(`"${member}":`));
    if (files.length === 0) return `a store has no file ${pattern}`;
    return missing === undefined ? null : `${pattern} has no member ${missing}`;
  },
  '.ci/run': () => (existsSync(`${ROOT}.ci/run`) ? null : 'there is no .ci/run'),
};

/** What is wrong with a command of a page; null: nothing. */
export function checkCommand({ name, words }: Command, places: Places): string | null {
  if (SYSTEM.includes(name)) return null;
  const check = CHECKS[name];
  return check === undefined ? `${name} is no command that is known here` : check(words, places);
}

function checkTool([command = '']: readonly string[]): string | null {
  return CLI_COMMANDS.includes(command) ? null : `store-cli has no command ${command}`;
}

function readManifest(path: string): Manifest {
  const value: unknown = JSON.parse(readFileSync(`${ROOT}${path}`, 'utf8'));
  if (isManifest(value)) return value;
  throw new Error(`${path} has no name`);
}

function isManifest(value: unknown): value is Manifest {
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
}
