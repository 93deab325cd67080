/** House rules that oxlint has none for. Loaded by `.oxlintrc.json`. */

interface Node {
  readonly accessibility?: string;
}

interface Context {
  report(problem: { readonly node: Node; readonly message: string }): void;
}

type Visitor = Readonly<Record<string, (node: Node) => void>>;

function privateKeyword(context: Context): Visitor {
  const check = (node: Node): void => {
    if (node.accessibility === 'private') context.report({ node, message: 'Use #private: it also holds at run time.' });
  };
  return { PropertyDefinition: check, MethodDefinition: check, AccessorProperty: check };
}

function exportAll(context: Context): Visitor {
  return {
    ExportAllDeclaration(node) {
      context.report({ node, message: 'Re-export by name: what is public is then a decision, and reads as a list.' });
    },
  };
}

interface Plugin {
  readonly meta: { readonly name: string };
  readonly rules: Readonly<Record<string, { create(context: Context): Visitor }>>;
}

const plugin: Plugin = {
  meta: { name: 'house-style' },
  rules: {
    'no-private-keyword': { create: privateKeyword },
    'no-export-all': { create: exportAll },
  },
};

export default plugin;
