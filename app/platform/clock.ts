/** The current instant; tests and replays pass their own. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
