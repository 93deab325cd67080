import { registerConformance } from '@cw/store-core/conformance';
import { describe, test } from 'vitest';
import { subject } from './subject.ts';

registerConformance(subject, { describe, test });
