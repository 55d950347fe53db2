import { z } from 'zod';
import type { Problem } from '../model/problem';
import { strings } from '../strings/strings';
import { RemoteError } from './remote-error';

/** What a person is told of a failure. */
export function problemOf(failure: unknown): Problem {
  if (failure instanceof RemoteError) {
    const { code, correlation_id, details } = failure.error;
    const [advice] = details.suggested_actions;
    return {
      message: failure.message,
      code,
      correlationId: correlation_id,
      ...(advice === undefined ? {} : { advice }),
    };
  }
  if (failure instanceof z.ZodError) {
    return { message: strings.common.otherVersion, advice: strings.common.otherVersionAdvice };
  }
  return { message: strings.common.silent, advice: strings.common.silentAdvice };
}
