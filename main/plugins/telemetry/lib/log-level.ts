import { z } from 'zod';
import type { LogLevel } from '../../../gateway/ports/logger';

const LEVELS = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLevel[];

export const LeastLevel = z.enum(LEVELS).default('info');

export const isAtLeast = (level: LogLevel, least: LogLevel): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(least);
