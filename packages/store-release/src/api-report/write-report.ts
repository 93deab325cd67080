import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel, type ExtractorMessage } from '@microsoft/api-extractor';
import type { EntryPoint } from './entry-points.ts';

/** No matter of review: nothing here is a preview, and the reference tells what has no comment, and what is named and not exported. */
const IRRELEVANT = new Set(['ae-missing-release-tag', 'ae-undocumented', 'ae-forgotten-export', 'ae-unresolved-link', 'ae-unresolved-inheritdoc-reference', 'console-compiler-version-notice', 'console-preamble']);

/** What an entry point exports, as API Extractor tells it from the built declarations. @throws Error if these cannot be read. */
export async function apiReport({ folder, declarations, report }: EntryPoint): Promise<string> {
  const output = await mkdtemp(join(tmpdir(), 'cw-api-'));
  try {
    const config = ExtractorConfig.prepare({
      packageJsonFullPath: join(folder, 'package.json'),
      configObjectFullPath: undefined,
      configObject: {
        projectFolder: folder,
        mainEntryPointFilePath: declarations,
        compiler: {
          overrideTsconfig: { compilerOptions: { module: 'nodenext', target: 'es2023', lib: ['es2024', 'esnext'], types: ['node'], strict: true, skipLibCheck: true }, files: [declarations] },
        },
        apiReport: { enabled: true, reportFileName: basename(report), reportFolder: output, reportTempFolder: join(output, 'temp'), includeForgottenExports: false },
        docModel: { enabled: false },
        dtsRollup: { enabled: false },
        tsdocMetadata: { enabled: false },
        newlineKind: 'lf',
      },
    });
    const problems: string[] = [];
    Extractor.invoke(config, {
      localBuild: true,
      messageCallback: (message) => {
        if (isProblem(message)) problems.push(`${message.messageId}: ${message.text}`);
        message.logLevel = ExtractorLogLevel.None;
        message.handled = true;
      },
    });
    if (problems.length > 0) throw new Error(`${declarations}: ${problems.join('\n')}`);
    return await readFile(join(output, basename(report)), 'utf8');
  } finally {
    await rm(output, { recursive: true });
  }
}

function isProblem({ messageId, logLevel }: ExtractorMessage): boolean {
  const isTold = logLevel === ExtractorLogLevel.Error || logLevel === ExtractorLogLevel.Warning;
  // API Extractor writes the report itself: that it differs is not its matter.
  return isTold && !IRRELEVANT.has(messageId) && !messageId.startsWith('tsdoc-') && !messageId.startsWith('console-api-report');
}
