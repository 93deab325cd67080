import type { CustomSelector, JsonObject, Selector } from '@cw/store-core';
import type { ToolName } from './tools.ts';

/** What the user asks, what the agent does about it, and what it makes of the results. */
export interface Turn {
  readonly id: string;
  readonly question: string;
  readonly steps: readonly Step[];
  readonly conclude: (results: Results) => Conclusion;
}

/** One call of a tool. Its id is stable: what is recorded under it is recorded once, however often the step begins. */
export interface Step {
  readonly id: string;
  readonly tool: ToolName;
  readonly arguments: JsonObject;
  /** Of the output, if the tool succeeds. */
  readonly mediaType: string;
  /** What to look at if the output became an artifact. */
  readonly drilldowns: readonly Drilldown[];
}

export interface Drilldown {
  readonly id: string;
  readonly selector: JsonObject & CustomSelector;
}

/** What the tools said, by step or drilldown: the text in the event, which for a large output is its beginning. Undefined: it did not run, or failed. */
export type Results = (id: string) => string | undefined;

export interface Conclusion {
  readonly answer: string;
  readonly facts: Readonly<Record<string, string>>;
}

const TEXT = 'text/plain; charset=utf-8';

/** An agent without a model: its plan is fixed, everything else is real. */
export const PLAN: readonly Turn[] = [
  {
    id: 'turn-1',
    question: 'What changed here lately?',
    steps: [
      {
        id: 'git-log',
        tool: 'git',
        arguments: { args: ['log', '--max-count=100', '--date=short', '--format=%h %ad %s', '--stat'] },
        mediaType: TEXT,
        drilldowns: [
          { id: 'git-log:latest', selector: { type: 'lines', start: 0, end: 1 } satisfies Selector },
          { id: 'git-log:commits', selector: { type: 'grep', pattern: '^[0-9a-f]{7,} ', regex: true, limit: 5 } satisfies Selector },
        ],
      },
      {
        id: 'git-numstat',
        tool: 'git',
        arguments: { args: ['log', '--max-count=100', '--format=', '--numstat'] },
        mediaType: 'text/tab-separated-values',
        drilldowns: [
          { id: 'git-numstat:files', selector: { type: 'rows', end: 5, columns: [2, 0, 1] } satisfies Selector },
          { id: 'git-numstat:outline', selector: { type: 'outline' } satisfies Selector },
        ],
      },
    ],
    conclude: (results) => {
      const latest = results('git-log:latest') ?? results('git-log');
      if (latest === undefined) return { answer: 'There is no history here that git can read.', facts: {} };
      return { answer: `The latest commit is ${latest}.`, facts: { 'git.latest': latest } };
    },
  },
  {
    id: 'turn-2',
    question: 'What is this workspace made of?',
    steps: [
      {
        id: 'pnpm-list',
        tool: 'pnpm',
        arguments: { args: ['list', '--recursive', '--json'] },
        mediaType: 'application/json',
        drilldowns: [
          { id: 'pnpm-list:name', selector: { type: 'json_pointer', pointer: '/0/name' } satisfies Selector },
          { id: 'pnpm-list:outline', selector: { type: 'outline' } satisfies Selector },
        ],
      },
      {
        id: 'manifest',
        tool: 'read_file',
        arguments: { path: 'package.json' },
        mediaType: 'application/json',
        drilldowns: [{ id: 'manifest:scripts', selector: { type: 'json_keys', keys: ['engines', 'scripts'] } satisfies Selector }],
      },
    ],
    conclude: (results) => {
      const name = results('pnpm-list:name');
      if (name === undefined) return { answer: 'pnpm could not list the workspace.', facts: {} };
      return { answer: `pnpm lists the workspace ${name} and its packages.`, facts: { 'workspace.name': name } };
    },
  },
  {
    id: 'turn-3',
    question: 'Which versions does the lockfile hold us to?',
    steps: [
      {
        id: 'lockfile',
        tool: 'read_file',
        arguments: { path: 'pnpm-lock.yaml' },
        mediaType: 'application/yaml',
        drilldowns: [
          { id: 'lockfile:version', selector: { type: 'lines', end: 1 } satisfies Selector },
          { id: 'lockfile:sqlite', selector: { type: 'grep', pattern: '  better-sqlite3@', after: 1, limit: 1 } satisfies Selector },
          { id: 'lockfile:beginning', selector: { type: 'bytes', end: 80 } satisfies Selector },
        ],
      },
    ],
    conclude: (results) => {
      const version = results('lockfile:version');
      if (version === undefined) return { answer: 'There is no lockfile to read.', facts: {} };
      return { answer: `The lockfile says ${version}.`, facts: { 'lockfile.version': version } };
    },
  },
  {
    id: 'turn-4',
    question: 'Does this demo type check?',
    steps: [
      {
        id: 'type-check',
        tool: 'tsc',
        arguments: { args: ['-p', 'packages/store-demo/tsconfig.json', '--listFiles', '--extendedDiagnostics'] },
        mediaType: TEXT,
        drilldowns: [
          { id: 'type-check:errors', selector: { type: 'grep', pattern: 'error TS', limit: 5 } satisfies Selector },
          { id: 'type-check:totals', selector: { type: 'grep', pattern: '^(Files|Lines|Total time):', regex: true } satisfies Selector },
          { id: 'type-check:end', selector: { type: 'tail', chars: 60 } satisfies Selector },
        ],
      },
    ],
    conclude: (results) => {
      const result = results('type-check') === undefined ? 'fails' : 'passes';
      return { answer: `The type check ${result}.`, facts: { 'types.check': result } };
    },
  },
];

/** The agent kills itself in this step, or in the first one after it that is still to be done. */
export const KILL_FROM_STEP = 'lockfile';
