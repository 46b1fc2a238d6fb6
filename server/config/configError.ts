/** A setting that makes no sense; the message is one sentence for the operator. */
export class ConfigError extends Error {}
