import './without-eval';

await import('./start-approval');
