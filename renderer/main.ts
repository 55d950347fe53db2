import './without-eval';

await import('./start-console');
