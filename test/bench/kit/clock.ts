/** Milliseconds of the system's monotonic clock: what two processes on one machine read can be compared. */
export const clock = (): number => Number(process.hrtime.bigint()) / 1e6;
