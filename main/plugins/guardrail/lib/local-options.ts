import { z } from 'zod';

const Word = z.string().min(2).max(200);
const Words = z.array(Word).max(5_000);

/** What the local detectors may be told. What is done about what they find is the policy’s. */
export const LocalOptions = z.strictObject({
  /** For the detector `banned-keywords`: whole words, in either case. */
  bannedKeywords: Words.default([]),
  /** For the detector `topics`: the words of each topic; two different ones in a text are enough. */
  topics: z.record(z.string().min(1).max(60), Words.min(2)).default({}),
  /** Hosts that data may go to, with all below them: `example.com`. For `exfiltration` and `ssrf`. */
  allowedHosts: z.array(z.string().min(1).max(253)).max(1_000).default([]),
  /** Directories that paths in arguments should stay in. For `path-traversal`; none: only what is sensitive anywhere. */
  roots: z.array(z.string().min(1).max(4_096)).max(100).default([]),
  /** For the detector `limits`. */
  maxDepth: z.number().int().min(4).max(1_000).default(64),
  maxValues: z.number().int().min(100).max(10_000_000).default(200_000),
  maxMembers: z.number().int().min(10).max(1_000_000).default(10_000),
});
export type LocalOptions = z.output<typeof LocalOptions>;
