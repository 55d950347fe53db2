import { z } from 'zod';
import { ALERT_WAYS } from '../../../shared/contract/desktop-facts';
import type { DesktopCalls, DesktopChannel, WindowKind } from '../../../shared/contract/desktop-calls';

/** What a channel takes. */
export interface ChannelRule<Input> {
  readonly input: z.ZodType<Input>;
  /** Of the input as JSON. */
  readonly maxBytes: number;
  /** On average; four times as many may come at once. */
  readonly perSecond: number;
}

const KB = 1_024;
/** A whole configuration, or what a tool is given, goes through; `listen.maxBodyBytes` is for clients. */
const LARGE = 32 * KB * KB;

const Invocation = z.strictObject({ operation: z.string().max(100), input: z.unknown() });
const Subscription = z.strictObject({ id: z.number().int(), input: z.unknown() });
const SubscriptionId = z.strictObject({ id: z.number().int() });
const Reveal = z.strictObject({ isRevealing: z.boolean() });
const Nothing = z.strictObject({}) as z.ZodType<Readonly<Record<string, never>>>;

/** A name as our pages propose it, and never a path. */
const FileName = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,79}$/);
const SaveText = z.strictObject({ name: FileName, text: z.string() });
const SaveActivity = z.strictObject({
  name: FileName,
  query: z.record(z.string().max(40), z.string().max(1_000)),
});

const SetUp = z.strictObject({
  alertBy: z.enum(ALERT_WAYS).optional(),
  startsAtLogin: z.boolean().optional(),
  update: z.enum(['check', 'install']).optional(),
});

const invoke = { input: Invocation, maxBytes: LARGE, perSecond: 100 };
const subscribe = { input: Subscription, maxBytes: 4 * KB, perSecond: 10 };
const unsubscribe = { input: SubscriptionId, maxBytes: KB, perSecond: 10 };
const reveal = { input: Reveal, maxBytes: KB, perSecond: 10 };
const press = { input: Nothing, maxBytes: KB, perSecond: 5 };

/** Every channel there is. */
export const channelRules: { readonly [Channel in DesktopChannel]: ChannelRule<DesktopCalls[Channel]> } = {
  'main:invoke': invoke,
  'main:subscribe': subscribe,
  'main:unsubscribe': unsubscribe,
  'main:show-approvals': { input: z.strictObject({ id: z.string().max(40).optional() }), maxBytes: KB, perSecond: 5 },
  'main:open-external': { input: z.strictObject({ url: z.string() }), maxBytes: 16 * KB, perSecond: 2 },
  'main:keep-appearance': { input: z.strictObject({ text: z.string().max(1_000) }), maxBytes: 4 * KB, perSecond: 10 },
  'main:keep-welcome': { input: z.strictObject({ text: z.string().max(20) }), maxBytes: KB, perSecond: 10 },
  'main:set-up': { input: SetUp, maxBytes: KB, perSecond: 5 },
  'main:save-text': { input: SaveText, maxBytes: LARGE, perSecond: 1 },
  'main:save-activity': { input: SaveActivity, maxBytes: 64 * KB, perSecond: 1 },
  'main:reveal': reveal,
  'approval:invoke': { ...invoke, maxBytes: 256 * KB, perSecond: 40 },
  'approval:subscribe': subscribe,
  'approval:unsubscribe': unsubscribe,
  'approval:appearance': press,
  'approval:reveal': reveal,
  'approval:fit': { input: z.strictObject({ height: z.number().min(0).max(100_000) }), maxBytes: KB, perSecond: 20 },
  'approval:close': press,
  'crash:report': press,
  'crash:copy': press,
  'crash:reload': press,
};

/** The one kind of window that may use a channel. */
export const kindOfChannel = (channel: DesktopChannel): WindowKind => channel.split(':')[0] as WindowKind;
