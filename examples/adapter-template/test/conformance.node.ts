import { describe, test } from 'node:test';
import { registerConformance } from '@cw/store-core/conformance';
import { subject } from './subject.ts';

registerConformance(subject, { describe, test });
