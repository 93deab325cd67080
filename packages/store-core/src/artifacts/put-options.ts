import { InvalidArgumentError } from '../errors.ts';
import { isContentHash } from '../records/artifact-ref.ts';
import { describe } from '../values/describe.ts';
import { checkFlag, optionMembers } from '../values/members.ts';
import { checkIdentifier, checkText } from '../values/strings.ts';

const KEYS: ReadonlySet<string> = new Set(['mediaType', 'label', 'ifAbsent', 'ifMatch']);

/** The options of a `put`, checked. */
export interface CheckedPutOptions {
  readonly mediaType: string;
  readonly label: string;
  readonly ifAbsent: boolean;
  /** Undefined: whatever is there. */
  readonly ifMatch: string | undefined;
}

/** @param mediaType the default. @throws InvalidArgumentError, InvalidValueError */
export function checkPutOptions(options: unknown, mediaType: string): CheckedPutOptions {
  const members = optionMembers(options, 'options', KEYS);
  const ifAbsent = checkFlag(members['ifAbsent'], 'ifAbsent');
  const { ifMatch } = members;
  if (ifMatch !== undefined && !isContentHash(ifMatch)) {
    throw new InvalidArgumentError(`ifMatch: must be a contentHash, 64 lower-case hexadecimal digits, not ${describe(ifMatch)}`, {
      details: { argument: 'ifMatch' },
    });
  }
  if (ifAbsent && ifMatch !== undefined) {
    throw new InvalidArgumentError('ifAbsent, ifMatch: only one of them can hold; give one', { details: { argument: 'ifMatch' } });
  }
  return {
    mediaType: members['mediaType'] === undefined ? mediaType : checkIdentifier(members['mediaType'], 'mediaType'),
    label: members['label'] === undefined ? '' : checkText(members['label'], 'label'),
    ifAbsent,
    ifMatch,
  };
}
