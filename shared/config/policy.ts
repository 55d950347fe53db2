import { z } from 'zod';
import { ApprovalPolicy } from './approvals';
import { DETECTOR_NAMES, type DetectorName } from '../model/detectors';
import { ArgumentRule } from './argument-rules';

export const PHASES = ['server', 'listing', 'input', 'output'] as const;

const PhaseName = z.enum(PHASES);
const SeverityName = z.enum(['low', 'medium', 'high', 'critical']);
const DetectorId = z.enum(DETECTOR_NAMES as readonly [DetectorName, ...DetectorName[]]);

/** What to do about a finding, from nothing to the hardest. */
export const PolicyAction = z.enum(['off', 'flag', 'redact', 'ask', 'block']);
export type PolicyAction = z.output<typeof PolicyAction>;

/**
 * What a policy says about one detector. Naming an action replaces all that the shipped policy says about the detector
 * in those phases; the other members refine what stands.
 */
export const DetectorPolicy = z.strictObject({
  /** For every phase, or for each one by itself. */
  action: z.union([PolicyAction, z.partialRecord(PhaseName, PolicyAction)]).optional(),
  /** Findings that score less do not count, 0 to 1. */
  threshold: z.number().min(0).max(1).optional(),
  /** Findings that are milder do not count. */
  severity: SeverityName.optional(),
  /** A harder action for findings from this severity on. */
  escalate: z
    .strictObject({
      from: SeverityName,
      action: PolicyAction.exclude(['off']),
      phases: z.array(PhaseName).min(1).optional(),
    })
    .optional(),
  /** Where it looks; absent: wherever an action is named. */
  phases: z.array(PhaseName).min(1).optional(),
  /** `to-server` is the phase `input`; `to-client` is all that servers say. */
  direction: z.enum(['to-server', 'to-client', 'both']).optional(),
  /** Seconds that its providers may take; the longest of the detectors that a provider runs counts. */
  timeout: z.number().positive().max(3_600).optional(),
  /** What to do when no provider could look. A provider that fails lets pass only if all its detectors say `open`. */
  onFailure: z.enum(['closed', 'open']).optional(),
});
export type DetectorPolicy = z.output<typeof DetectorPolicy>;

/** What happens to values that were replaced by placeholders. */
export const RedactionPolicy = z.strictObject({
  /** Put back into the answers of the server that was given the placeholder. */
  restoreInAnswers: z.boolean().optional(),
  /**
   * Values that a server’s results held are put back into arguments for: nobody, the server that they came from, or
   * these servers too.
   */
  restoreInArguments: z.union([z.enum(['never', 'same-server']), z.array(z.string().min(1)).min(1)]).optional(),
});

/** One level of the policy: for the whole gateway, a project, a server or a tool. The most specific wins. */
export const Policy = z.strictObject({
  /** `monitor` records what would be done and changes nothing. */
  mode: z.enum(['enforce', 'monitor']).optional(),
  detectors: z.partialRecord(DetectorId, DetectorPolicy).optional(),
  redaction: RedactionPolicy.optional(),
  approvals: ApprovalPolicy.optional(),
  /** What must be true of the arguments of tools. The rules of all levels hold. */
  argumentRules: z.array(ArgumentRule).optional(),
});
export type Policy = z.output<typeof Policy>;
