import type { LookAlike } from '../../../shared/model/approval';

/**
 * What in a content reads as something else than it is, for the person who decides about it. The content is what that
 * person may see, so that what is told of it gives no secret away.
 */
export type FindLookAlikes = (content: unknown) => readonly LookAlike[];
