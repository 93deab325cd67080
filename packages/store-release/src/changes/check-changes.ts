import { runScript, succeed } from '../packed/shell.ts';

/** What users notice when it changes, and that a changeset therefore has to tell. */
const NOTICED: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'the public API', pattern: /^packages\/[\w-]+\/etc\/.*\.api\.md$/ },
  { what: 'the format of SQLite stores', pattern: /^packages\/store-sqlite\/src\/migrations\// },
  // The tests hold what is written against these, so that no format changes without them.
  { what: 'a stored format', pattern: /^packages\/store-proof\/golden\// },
];

/** What was compared with what, and what is wrong. */
export interface Changes {
  /** Why nothing could be compared; null: it was. */
  readonly skipped: string | null;
  /** In words. */
  readonly problems: readonly string[];
}

/**
 * Whether what has changed since a branch left another one, or has not been committed yet, comes with a changeset where users notice it.
 * @param base the other branch, as `origin/main`
 */
export async function checkChanges(repository: string, base: string): Promise<Changes> {
  const git = async (command: string): Promise<string[]> => (await succeed(`git ${command}`, repository, { repository })).split('\n').filter((line) => line !== '');
  const { code, output } = await runScript(`git merge-base HEAD '${base}'`, repository, { repository });
  if (code !== 0) return { skipped: `there is no ${base} to compare with`, problems: [] };
  const from = output.trim();
  const added = await git('ls-files --others --exclude-standard');
  const changed = [...(await git(`diff --name-only ${from}`)), ...added];
  const changesets = [...(await git(`diff --name-only --diff-filter=A ${from} -- .changeset`)), ...added].filter((file) => /^\.changeset\/.*\.md$/.test(file));
  if (changed.length === 0) return { skipped: `nothing has changed since ${base}`, problems: [] };
  if (changesets.length > 0) return { skipped: null, problems: [] };
  const noticed = NOTICED.flatMap(({ what, pattern }) => changed.filter((file) => pattern.test(file)).map((file) => ({ what, file })));
  return { skipped: null, problems: noticed.map(({ what, file }) => `${file}: ${what} has changed, and no changeset tells users so: write one with \`pnpm changeset\``) };
}
