/** The actions in a workflow that are not named by a commit, with the version that this is: a tag can be moved. As `ci.yml:12: actions/checkout@v6`. */
export function unpinnedActions(name: string, workflow: string): string[] {
  return workflow.split('\n').flatMap((line, index) => {
    const uses = /^\s*(?:-\s+)?uses:\s*(?<action>\S+)(?<rest>.*)$/.exec(line)?.groups;
    if (uses === undefined) return [];
    const { action = '', rest = '' } = uses;
    const own = action.startsWith('./');
    const pinned = /^[\w./-]+@[0-9a-f]{40}$/.test(action) && /^ # v\d+\.\d+\.\d+$/.test(rest);
    return own || pinned ? [] : [`${name}:${index + 1}: ${action}${rest}`];
  });
}
